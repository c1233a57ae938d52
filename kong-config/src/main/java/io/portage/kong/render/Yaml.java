package io.portage.kong.render;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes YAML that every reader takes for the same: what an old one would read as a boolean, a number or a time of day
/// is quoted.
final class Yaml {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]*");
    /// Whole lines, none of which begins with a blank.
    private static final Pattern BLOCK = Pattern.compile("(?:[\\x21-\\x7e][\\x20-\\x7e]*\n)+");
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");
    private static final int WIDTH = 100;

    private final StringBuilder out = new StringBuilder();

    private Yaml() {}

    static String write(Tree tree) {
        var yaml = new Yaml();
        yaml.members(tree, 0);
        return yaml.out.toString();
    }

    private void members(Tree tree, int indent) {
        tree.fields().forEach((name, value) -> {
            out.repeat(' ', indent).append(scalar(name)).append(':');
            value(value, indent);
        });
    }

    private void value(Object value, int indent) {
        switch (value) {
            case Tree tree when tree.fields().isEmpty() -> out.append(" {}\n");
            case Tree tree -> {
                out.append('\n');
                members(tree, indent + 2);
            }
            case List<?> list
            when isShort(list) -> out.append(' ').append(flow(list)).append('\n');
            case List<?> list -> {
                out.append('\n');
                list.forEach(item -> item(item, indent + 2));
            }
            case String text when BLOCK.matcher(text).matches() -> block(text, indent + 2);
            default -> out.append(' ').append(scalar(value)).append('\n');
        }
    }

    private void item(Object item, int indent) {
        out.repeat(' ', indent).append('-');
        if (item instanceof Tree tree && !tree.fields().isEmpty()) {
            int start = out.length();
            members(tree, indent + 2);
            // the first member stands beside the dash
            out.replace(start, start + indent + 2, " ");
        } else {
            value(item, indent);
        }
    }

    private void block(String text, int indent) {
        out.append(" |\n");
        text.lines().forEach(line -> out.repeat(' ', indent).append(line).append('\n'));
    }

    private static boolean isShort(List<?> list) {
        return list.stream().noneMatch(item -> item instanceof Tree || item instanceof List)
                && flow(list).length() <= WIDTH;
    }

    private static String flow(List<?> list) {
        return list.stream().map(Yaml::scalar).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String scalar(Object value) {
        return switch (value) {
            case Number number -> number.toString();
            case Boolean bool -> bool.toString();
            default -> text(value.toString());
        };
    }

    private static String text(String text) {
        if (PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        return text.chars().noneMatch(Character::isISOControl) ? "'" + text.replace("'", "''") + "'" : escaped(text);
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(character -> switch (character) {
                    case '"' -> "\\\"";
                    case '\\' -> "\\\\";
                    default ->
                        Character.isISOControl(character)
                                ? String.format(Locale.ROOT, "\\x%02x", character)
                                : Character.toString(character);
                })
                .collect(Collectors.joining("", "\"", "\""));
    }
}
