package io.portage.gateway.settle;

import io.portage.gateway.idempotency.redis.Settled;
import io.portage.gateway.idempotency.redis.Settled.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What came of it, for people and for scripts, and in one line for the log. Never with key, tenant or subject.
final class Report {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Report() {}

    static String text(Settled settled, @Nullable Verdict verdict, Palette palette) {
        var lines = new StringBuilder();
        line(lines, "outcome", outcome(settled, verdict, palette));
        line(lines, verdict == null ? "state" : "was", state(settled));
        line(lines, "record", "portage:{" + settled.tag() + "}");
        line(lines, "fence", settled.fence());
        line(lines, "first attempt", settled.firstAttempt());
        line(lines, "kept until", settled.keptUntil());
        line(lines, "last settled", settled.newestEntry() == null ? null : entry(settled.newestEntry()));
        return lines.toString();
    }

    private static void line(StringBuilder lines, String name, @Nullable Object value) {
        if (value != null) {
            lines.append("%-14s %s%n".formatted(name, value));
        }
    }

    private static String outcome(Settled settled, @Nullable Verdict verdict, Palette palette) {
        return switch (settled.outcome()) {
            case SETTLED -> palette.good("settled as " + verdict) + ": " + consequence(verdict);
            case ALREADY -> palette.good("already settled as " + verdict) + ": nothing was changed";
            case REFUSED -> palette.bad("refused") + ": there is nothing to settle, nothing was changed";
            case SEEN -> "nothing was changed; it can" + (settled.state().isOpen() ? "" : "not") + " be settled";
        };
    }

    private static String consequence(@Nullable Verdict verdict) {
        return verdict == Verdict.COMPLETED
                ? "a retry is answered RESPONSE_NOT_REPLAYABLE"
                : "the same request will run when it comes again";
    }

    private static String state(Settled settled) {
        return switch (settled.state()) {
            case UNKNOWN -> "unknown: it may have taken effect";
            case LAPSED -> "unknown: its gateway fell silent, and its lease ended at " + settled.leaseEnd();
            case RUNNING -> "running: its lease holds for another " + remaining(settled);
            case COMPLETED -> "completed: a retry gets the same answer";
            case TOMBSTONE -> "completed: a retry is answered RESPONSE_NOT_REPLAYABLE";
            case FREE -> "free: a retry will run";
            case ABSENT -> "never seen, or forgotten: are key, tenant, subject and PORTAGE_KEYS the right ones?";
        };
    }

    private static @Nullable Duration remaining(Settled settled) {
        return settled.leaseEnd() == null ? null : Duration.between(settled.at(), settled.leaseEnd());
    }

    private static String entry(String json) {
        var entry = readable(json);
        return entry.path("as").asString() + " by " + entry.path("by").asString() + " at "
                + entry.path("at").asString() + ", because "
                + entry.path("because").asString();
    }

    static String json(Settled settled, @Nullable Verdict verdict) {
        var members = members(settled, verdict);
        put(members, "firstAttempt", settled.firstAttempt());
        put(members, "keptUntil", settled.keptUntil());
        put(members, "remainingLease", settled.state() == Settled.State.RUNNING ? remaining(settled) : null);
        if (settled.newestEntry() != null) {
            members.put("lastSettled", readable(settled.newestEntry()));
        }
        return JSON.writeValueAsString(members) + System.lineSeparator();
    }

    /// An entry of the audit with its instants as everywhere else.
    private static ObjectNode readable(String json) {
        var entry = (ObjectNode) JSON.readTree(json);
        for (var instant : List.of("at", "until")) {
            entry.put(
                    instant, Instant.ofEpochMilli(entry.path(instant).asLong()).toString());
        }
        return entry;
    }

    /// One line that may stand in any log.
    static String audit(Settled settled, Verdict verdict, String by) {
        var members = members(settled, verdict);
        members.put("by", by);
        return "audit " + JSON.writeValueAsString(members);
    }

    private static Map<String, Object> members(Settled settled, @Nullable Verdict verdict) {
        var members = new LinkedHashMap<String, Object>();
        members.put("outcome", settled.outcome().name().toLowerCase(Locale.ROOT));
        put(members, "as", verdict);
        members.put("state", settled.state().name().toLowerCase(Locale.ROOT));
        members.put("at", settled.at().toString());
        members.put("tag", settled.tag());
        if (settled.fence() != null) {
            members.put("fence", settled.fence());
        }
        return members;
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value.toString());
        }
    }
}
