package io.portage.gateway.idempotency;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// JSON documents out of few building blocks, so that nearly equal ones come up often, each in many spellings.
final class RandomJson {
    private static final List<String> NAMES = List.of("a", "b", "ab", "", "\"", "ä", "😀", "1:a", "{", ",", "\\", "\n");
    private static final List<String> LITERALS =
            List.of("0", "1", "10", "1.0", "1e1", "-1", "true", "false", "null", "12");

    private RandomJson() {}

    /// What a document says, apart from its spelling.
    sealed interface Tree {
        record Literal(String text) implements Tree {}

        record Text(String text) implements Tree {}

        record Items(List<Tree> items) implements Tree {}

        record Members(Map<String, Tree> members) implements Tree {}
    }

    static Tree tree(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 2 : 4)) {
            case 0 -> new Tree.Literal(any(LITERALS, random));
            case 1 -> new Tree.Text(any(NAMES, random));
            case 2 -> {
                var items = new ArrayList<Tree>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(tree(random, depth - 1));
                }
                yield new Tree.Items(items);
            }
            default -> {
                var members = new TreeMap<String, Tree>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    members.put(any(NAMES, random), tree(random, depth - 1));
                }
                yield new Tree.Members(members);
            }
        };
    }

    /// One of the many ways to write a document.
    static String spelled(Tree tree, Random random) {
        var text = switch (tree) {
            case Tree.Literal(var literal) -> literal;
            case Tree.Text(var content) -> quoted(content, random);
            case Tree.Items(var items) ->
                "["
                        + String.join(
                                ",",
                                items.stream()
                                        .map(item -> spelled(item, random))
                                        .toList()) + "]";
            case Tree.Members(var members) -> {
                var written = new ArrayList<String>();
                members.forEach((name, value) -> written.add(
                        space(random) + quoted(name, random) + space(random) + ":" + spelled(value, random)));
                Collections.shuffle(written, random);
                yield "{" + String.join(",", written) + "}";
            }
        };
        return space(random) + text + space(random);
    }

    private static String quoted(String content, Random random) {
        var text = new StringBuilder("\"");
        for (char c : content.toCharArray()) {
            if (c < ' ' || random.nextInt(3) == 0) {
                text.append("\\u%04x".formatted((int) c));
            } else if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (Character.isSurrogate(c)) {
                text.append("\\u%04X".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }

    private static String space(Random random) {
        return any(List.of("", "", " ", "\n", "\t", "\r\n  "), random);
    }

    private static String any(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
