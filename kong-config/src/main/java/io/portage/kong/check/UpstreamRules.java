package io.portage.kong.check;

import static io.portage.kong.check.RecordRule.distinct;
import static io.portage.kong.check.RecordRule.when;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What goes with the hashing of an upstream.
final class UpstreamRules {
    /// What cannot be the fall-back of itself.
    private static final Set<String> ONCE = Set.of("consumer", "ip", "path");
    private static final List<String> FIELDS = List.of("header", "cookie", "query_arg", "uri_capture");

    static final List<RecordRule> ALL = Stream.of(
                    FIELDS.stream()
                            .flatMap(kind -> Stream.of(
                                    needed("hash_on", kind, "hash_on_" + kind),
                                    needed(
                                            "hash_fallback",
                                            kind,
                                            kind.equals("cookie") ? "hash_on_cookie" : "hash_fallback_" + kind))),
                    Stream.of(noFallback(), noSecond()),
                    Stream.of("header", "query_arg", "uri_capture")
                            .map(kind -> distinct("hash_on_" + kind, "hash_fallback_" + kind)))
            .flatMap(rules -> rules)
            .toList();

    private UpstreamRules() {}

    /// Null is as good as a match where Kong compares with a pattern.
    private static boolean is(Values values, String field, String kind) {
        return values.get(field) == null || values.text(field).equals(kind);
    }

    private static RecordRule needed(String field, String kind, String then) {
        return when(
                field,
                it -> is(it, field, kind),
                then,
                it -> it.get(then) != null,
                then + " with " + field + ": " + kind);
    }

    private static RecordRule noFallback() {
        return when(
                "hash_on",
                it -> is(it, "hash_on", "none") || is(it, "hash_on", "cookie"),
                "hash_fallback",
                it -> it.get("hash_fallback") == null
                        || it.text("hash_fallback").equals("none"),
                "no hash_fallback with that hash_on");
    }

    private static RecordRule noSecond() {
        return when(
                "hash_on",
                it -> ONCE.contains(it.text("hash_on")),
                "hash_fallback",
                it -> !it.text("hash_fallback").equals(it.text("hash_on")),
                "another hash_fallback than hash_on");
    }
}
