package io.portage.kong.check;

import io.portage.kong.read.Node;

/// The fields that many entities have: ids, tags, times.
final class Common {
    private Common() {}

    static void check(Node.Member member, Problems problems) {
        switch (member.name()) {
            case "id" -> form("uuid", member.value(), "id", problems);
            case "tags" -> {
                if (member.value() instanceof Node.Items list) {
                    list.items().forEach(tag -> form("tag", tag, "tags", problems));
                }
            }
            case "created_at" -> {
                if (member.value() instanceof Node.Number number && !(number.value() > 0)) {
                    problems.add(
                            "kong/out-of-range", number.at(), "created_at: " + number.text() + " (expected: above 0)");
                }
            }
            default -> {}
        }
    }

    private static void form(String format, Node value, String name, Problems problems) {
        if (value instanceof Node.Text text && !text.value().isEmpty()) {
            var expected = TextFormats.broken(format, text.value());
            if (expected != null && !text.value().contains("${{")) {
                problems.add(
                        "kong/bad-value",
                        text.at(),
                        name + ": " + Shown.of(name, text) + " (expected: " + expected + ")");
            }
        }
    }
}
