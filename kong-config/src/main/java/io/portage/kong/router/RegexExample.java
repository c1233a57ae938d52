package io.portage.kong.router;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Writes paths that a regular expression takes: the first choice everywhere, as short or a little longer.
final class RegexExample {
    private static final int LONGEST = 200;
    private static final String CANDIDATES = "a1-_.~A0Zz9bB2%:@!,;=&+ ";

    private final String regex;
    private final boolean longer;
    private int at;

    private RegexExample(String regex, boolean longer) {
        this.regex = regex;
        this.longer = longer;
    }

    /// Paths that it certainly takes; none where its syntax is beyond this.
    static List<String> of(String regex, Pattern compiled) {
        Set<String> examples = new LinkedHashSet<>();
        for (var longer : new boolean[] {true, false}) {
            new RegexExample(regex, longer)
                    .write()
                    .filter(it -> it.startsWith("/") && compiled.matcher(it).lookingAt())
                    .ifPresent(examples::add);
        }
        return List.copyOf(examples);
    }

    private Optional<String> write() {
        try {
            var text = alternatives();
            return at == regex.length() ? Optional.of(text) : Optional.empty();
        } catch (IndexOutOfBoundsException | NumberFormatException | UnsupportedOperationException _) {
            return Optional.empty();
        }
    }

    /// The first of them; the others are read over.
    private String alternatives() {
        var first = sequence();
        while (at < regex.length() && regex.charAt(at) == '|') {
            at++;
            sequence();
        }
        return first;
    }

    private String sequence() {
        var text = new StringBuilder();
        while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
            text.append(repeated(atom()));
            if (text.length() > LONGEST) {
                throw new UnsupportedOperationException(regex);
            }
        }
        return text.toString();
    }

    private String atom() {
        var character = regex.charAt(at++);
        return switch (character) {
            case '^', '$' -> "";
            case '.' -> "a";
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> escape();
            default -> String.valueOf(character);
        };
    }

    private String group() {
        if (regex.charAt(at) == '?') {
            at++;
            if (regex.charAt(at) == ':') {
                at++;
            } else {
                named();
            }
        }
        var text = alternatives();
        if (regex.charAt(at++) != ')') {
            throw new UnsupportedOperationException(regex);
        }
        return text;
    }

    private void named() {
        var close = regex.indexOf('>', at);
        if (close < 0 || !regex.substring(at, close).matches("P?<[A-Za-z_]\\w*")) {
            throw new UnsupportedOperationException(regex);
        }
        at = close + 1;
    }

    private String escape() {
        var character = regex.charAt(at++);
        return switch (character) {
            case 'd' -> "1";
            case 'w', 'S', 'D' -> "a";
            case 'W' -> "-";
            case 's' -> " ";
            case 'b', 'A', 'z' -> "";
            default -> {
                if (Character.isLetterOrDigit(character)) {
                    throw new UnsupportedOperationException(regex);
                }
                yield String.valueOf(character);
            }
        };
    }

    private String characterClass() {
        var start = at - 1;
        at += regex.charAt(at) == '^' ? 1 : 0;
        at += regex.charAt(at) == ']' ? 1 : 0;
        while (regex.charAt(at) != ']') {
            if (regex.charAt(at) == '[') {
                throw new UnsupportedOperationException(regex);
            }
            at += regex.charAt(at) == '\\' ? 2 : 1;
        }
        var one = Pattern.compile(regex.substring(start, ++at));
        return CANDIDATES
                .chars()
                .mapToObj(it -> String.valueOf((char) it))
                .filter(it -> one.matcher(it).matches())
                .findFirst()
                .orElseThrow(() -> new UnsupportedOperationException(regex));
    }

    private String repeated(String text) {
        if (at == regex.length()) {
            return text;
        }
        var times = switch (regex.charAt(at)) {
            case '?', '*' -> longer ? 1 : 0;
            case '+' -> longer ? 2 : 1;
            case '{' -> least();
            default -> -1;
        };
        if (times < 0) {
            return text;
        }
        at++;
        if (at < regex.length() && (regex.charAt(at) == '?' || regex.charAt(at) == '+')) {
            at++;
        }
        return text.repeat(Math.min(times, LONGEST));
    }

    private int least() {
        var close = regex.indexOf('}', at);
        var bounds = regex.substring(at + 1, close).split(",", -1);
        at = close;
        return Integer.parseInt(bounds[0]);
    }
}
