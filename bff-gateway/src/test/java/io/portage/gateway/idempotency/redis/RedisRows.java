package io.portage.gateway.idempotency.redis;

import io.portage.gateway.idempotency.Redrive;
import io.portage.gateway.idempotency.model.Call;
import io.portage.gateway.idempotency.model.Request;
import io.portage.gateway.idempotency.model.Row;
import io.portage.gateway.idempotency.model.Times;
import io.portage.gateway.idempotency.model.Told;
import io.portage.gateway.idempotency.model.Told.Kind;
import io.portage.gateway.idempotency.redis.RedisScripts.Verb;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows and calls of a model as the scripts of the store write and take them. Fields that a model does not speak of do
/// not matter.
final class RedisRows {
    static final long NOW = 1_800_000_000_000L;

    private static final Map<String, Row.State> STATES = Map.of(
            "F", Row.State.FREE,
            "R", Row.State.RUNNING,
            "C", Row.State.COMPLETED,
            "T", Row.State.TOMBSTONE,
            "U", Row.State.UNKNOWN);
    private static final Map<String, Kind> KINDS = Map.of(
            "A", Kind.ACQUIRED,
            "P", Kind.REPLAY,
            "T", Kind.TOMBSTONE,
            "B", Kind.BUSY,
            "M", Kind.MISMATCH,
            "U", Kind.UNKNOWN,
            "N", Kind.REFUSED);
    private static final Map<String, Kind> FOUND = Map.of(
            "C", Kind.KNOWN_COMPLETED,
            "T", Kind.KNOWN_TOMBSTONE,
            "R", Kind.KNOWN_RUNNING,
            "U", Kind.KNOWN_UNKNOWN,
            "N", Kind.KNOWN_NOTHING);

    private RedisRows() {}

    /// Names and values of a hash.
    static List<String> fields(Row row) {
        var fields = new ArrayList<String>();
        put(fields, "s", letter(row.state()));
        put(fields, "p", row.request().name());
        put(fields, "f", row.fence());
        put(fields, "u", NOW + row.until());
        switch (row.state()) {
            case FREE -> put(fields, "q", row.queued() ? 1 : 0);
            case COMPLETED, TOMBSTONE -> put(fields, "b", NOW + row.bodyUntil());
            case RUNNING, UNKNOWN -> put(fields, "q", row.queued() ? 1 : 0);
        }
        if (row.state() != Row.State.FREE) {
            put(fields, "a", NOW + row.first());
        }
        if (row.run() != null) {
            run(fields, row.run());
        }
        if (row.end() != null) {
            put(fields, "o", "owner " + row.end().owner());
            put(fields, "e", letter(row.end()));
        }
        return fields;
    }

    private static void run(List<String> fields, Row.Run run) {
        put(fields, "o", "owner " + run.owner());
        put(fields, "d", run.redriven() ? 1 : 0);
        put(fields, "l", NOW + run.leaseEnd());
        var before = run.before();
        if (before != null) {
            put(fields, "x", NOW + before.agedFrom());
            put(fields, "y", NOW + before.until());
            put(fields, "z", before.request());
            put(fields, "v", NOW + before.first());
        }
    }

    private static void put(List<String> fields, String name, Object value) {
        fields.addAll(List.of(name, value.toString()));
    }

    private static String letter(Row.State state) {
        return STATES.entrySet().stream()
                .filter(entry -> entry.getValue() == state)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /// @param answer what is kept beside the hash
    static Row row(List<?> hash, Object answer) {
        var fields = new HashMap<String, String>();
        for (int i = 0; i < hash.size(); i += 2) {
            fields.put((String) hash.get(i), (String) hash.get(i + 1));
        }
        var state = STATES.get(fields.get("s"));
        if (state == null) {
            throw new IllegalStateException(fields + " (expected: s, one of " + STATES.keySet() + ")");
        }
        return new Row(
                state,
                Request.valueOf(text(fields, "p")),
                "1".equals(fields.get("q")),
                Long.parseLong(fields.get("f")),
                instant(fields, "a"),
                state == Row.State.RUNNING ? run(fields) : null,
                instant(fields, "b"),
                instant(fields, "u"),
                state == Row.State.COMPLETED ? Integer.parseInt((String) answer) : 0,
                end(fields));
    }

    private static String letter(Row.End end) {
        return switch (end.verb()) {
            case COMPLETE -> end.answered() ? "C" : "T";
            case RELEASE -> "F";
            case ABANDON -> "U";
            case HEARTBEAT -> throw new IllegalArgumentException(end + " (expected: a word that ends an attempt)");
        };
    }

    private static Row.@Nullable End end(Map<String, String> fields) {
        var word = fields.get("e");
        // a flawed script ends what nobody owned
        if (word == null || !fields.containsKey("o")) {
            return null;
        }
        var verb = switch (word) {
            case "C", "T" -> Call.Verb.COMPLETE;
            case "F" -> Call.Verb.RELEASE;
            case "U" -> Call.Verb.ABANDON;
            default -> throw new IllegalStateException(fields + " (expected: e, one of C T F U)");
        };
        return new Row.End(owner(fields), verb, "C".equals(word));
    }

    private static int owner(Map<String, String> fields) {
        return Integer.parseInt(text(fields, "o").substring("owner ".length()));
    }

    private static Row.Run run(Map<String, String> fields) {
        var before = fields.containsKey("x")
                ? new Row.Before(
                        Request.valueOf(text(fields, "z")),
                        instant(fields, "v"),
                        instant(fields, "x"),
                        instant(fields, "y"))
                : null;
        return new Row.Run(owner(fields), "1".equals(fields.get("d")), before, instant(fields, "l"));
    }

    private static long instant(Map<String, String> fields, String name) {
        var value = fields.get(name);
        return value == null ? 0 : Long.parseLong(value) - NOW;
    }

    private static String text(Map<String, String> fields, String name) {
        var value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException(fields + " (expected: with " + name + ")");
        }
        return value;
    }

    static Verb verb(Call call) {
        return switch (call) {
            case Call.Claim _ -> Verb.CLAIM;
            case Call.Word word -> Verb.valueOf(word.verb().name());
            case Call.Find() -> Verb.FIND;
        };
    }

    /// @param latest when a claim's caller gives up
    static List<String> arguments(Call call, long latest) {
        var arguments = new ArrayList<Object>(List.of(Times.RESPONSE, Times.TOMBSTONE));
        switch (call) {
            case Call.Claim claim -> arguments.addAll(claim(claim, latest));
            case Call.Word word -> {
                arguments.addAll(List.of("owner " + word.owner(), word.fence()));
                switch (word.verb()) {
                    case COMPLETE -> arguments.add(word.answer() == 0 ? "" : word.answer());
                    case HEARTBEAT -> arguments.add(Times.LEASE);
                    case RELEASE, ABANDON -> arguments.add("");
                }
            }
            case Call.Find() -> {}
        }
        return arguments.stream().map(Object::toString).toList();
    }

    private static List<Object> claim(Call.Claim claim, long latest) {
        var verdict = switch (claim.verdict()) {
            case ONLINE -> "A";
            case QUEUED -> "Q";
            case REFUSED -> "N";
        };
        long window = switch (claim.redrive()) {
            case Redrive.Never() -> -1;
            case Redrive.Always() -> -2;
            case Redrive.Within(var span) -> span.toMillis();
        };
        var anew = claim.newAfterRetention() ? 1 : 0;
        return List.of(claim.request(), verdict, "owner " + claim.owner(), Times.LEASE, window, anew, latest, "");
    }

    static Told told(Call call, Object answer) {
        if (answer instanceof Long yes) {
            return Told.of(yes == 1);
        }
        if (!(answer instanceof List<?> list)) {
            throw new IllegalStateException(answer + " (expected: what a script answers)");
        }
        var kinds = call instanceof Call.Find ? FOUND : KINDS;
        var kind = kinds.get((String) list.getFirst());
        if (kind == null) {
            throw new IllegalStateException(answer + " (expected: one of " + kinds.keySet() + ")");
        }
        boolean hasFirst = call instanceof Call.Find && kind != Kind.KNOWN_NOTHING;
        return new Told(kind, number(kind, list), hasFirst ? (Long) list.get(1) - NOW : 0);
    }

    private static long number(Kind kind, List<?> list) {
        return switch (kind) {
            case ACQUIRED, BUSY -> (Long) list.get(1);
            case REPLAY -> Long.parseLong((String) list.get(2));
            case KNOWN_RUNNING -> (Long) list.get(2);
            case KNOWN_COMPLETED -> Long.parseLong((String) list.get(3));
            default -> 0;
        };
    }
}
