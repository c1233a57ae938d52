package io.portage.gateway.idempotency.redis;

import io.portage.gateway.idempotency.model.Flaw;
import io.portage.gateway.idempotency.redis.RedisScripts.Verb;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// The scripts of the store with one flaw, made by changing their text.
final class FlawedScripts {
    private static final String IS_OWNED = "if not is_owned(ARGV[3], ARGV[4]) then";
    private static final String OWNER = " and stored.o == owner";
    private static final String FENCE = " and stored.f == tonumber(fence)";

    /// @param verbs in which scripts
    private record Edit(Set<Verb> verbs, String text, String instead) {
        static Edit of(String text, String instead) {
            return new Edit(Set.of(Verb.values()), text, instead);
        }

        static Edit in(Verb verb, String text, String instead) {
            return new Edit(Set.of(verb), text, instead);
        }

        String apply(Verb verb, String script) {
            return verbs.contains(verb) ? script.replace(text, instead) : script;
        }
    }

    private FlawedScripts() {}

    /// @throws IllegalStateException where an edit changes nothing
    static Function<RedisScripts, Function<Verb, String>> with(Flaw flaw) {
        var edits = edits(flaw);
        return sound -> {
            var changed = new HashSet<Edit>();
            for (var edit : edits) {
                if (Stream.of(Verb.values()).map(sound::text).anyMatch(text -> text.contains(edit.text()))) {
                    changed.add(edit);
                }
            }
            if (changed.size() != edits.size()) {
                throw new IllegalStateException(flaw + ": " + edits + " (expected: texts of the scripts)");
            }
            return verb -> edits.stream().reduce(sound.text(verb), (text, edit) -> edit.apply(verb, text), (a, _) -> a);
        };
    }

    private static List<Edit> edits(Flaw flaw) {
        return switch (flaw) {
            case OWNER_UNCHECKED -> List.of(Edit.of(OWNER, ""));
            case FENCE_UNCHECKED -> List.of(Edit.of(FENCE, ""));
            case OWNER_AND_FENCE_UNCHECKED -> List.of(Edit.of(OWNER, ""), Edit.of(FENCE, ""));
            case END_FORGOTTEN -> List.of(Edit.of("outcome.o, outcome.e = stored.o, word", ""));
            case END_OF_ANYBODY ->
                List.of(Edit.of(
                        "record.o == owner and record.f == tonumber(fence) and record.e == word", "record.e == word"));
            case STATE_UNCHECKED -> List.of(Edit.of("stored.s == 'R'" + OWNER, "true"));
            case HEARTBEAT_OF_ANYBODY ->
                List.of(Edit.in(Verb.HEARTBEAT, IS_OWNED, "if not stored or stored.s ~= 'R' then"));
            case LEASE_NOT_NOTICED ->
                List.of(Edit.of("return time > record.l and unknown(record) or record", "return record"));
            case LEASE_NOT_WRITTEN_DOWN -> List.of(Edit.of("if stored.s ~= record.s then", "if false then"));
            case REDRIVEN_WHERE_NO_REPEAT_IS_KNOWN ->
                List.of(Edit.of("if window == -2 or", "if window == -1 or window == -2 or"));
            case VERDICT_NOT_KEPT ->
                List.of(Edit.of("begin(same and record.q or nil, record.f)", "begin(nil, record.f)"));
            case FREE_AFTER_REDRIVE -> List.of(Edit.of("if stored.d == '1' then", "if false then"));
            case FREE_AFTER_ABANDON ->
                List.of(
                        Edit.in(
                                Verb.ABANDON,
                                "finish(unknown(stored), 'U')",
                                "finish({ s = 'F', p = stored.p, q = stored.q, f = stored.f, u = time + tonumber(ARGV[1]) }, 'F')"));
            case MISMATCH_UNCHECKED -> List.of(Edit.of("if not same then", "if false then"));
            case OWN_CLAIM_IS_BUSY -> List.of(Edit.of("if record.o == owner then", "if false then"));
            case TOMBSTONE_FORGOTTEN ->
                List.of(Edit.of(
                        "if record.s == 'C' and time >= record.b then",
                        "if record.s == 'C' and time >= record.b then return nil end if false then"));
            case UNKNOWN_FORGOTTEN ->
                List.of(Edit.of("if time >= record.u then", "if record.s == 'U' or time >= record.u then"));
            case ANSWER_FORGOTTEN -> List.of(Edit.of("ARGV[5] == '' and 'T' or 'C'", "'T'"));
            case FENCE_NOT_RAISED -> List.of(Edit.of("fence + 1", "math.max(fence, 1)"));
            case WINDOW_OF_THE_LAST_ATTEMPT -> List.of(Edit.of("time < record.a + window", "time < record.u"));
            case EARLIER_EFFECT_FORGOTTEN -> List.of(Edit.of("if stored.x then", "if false then"));
            case QUEUED_BEGINS_ANEW ->
                List.of(Edit.of("time >= record.b and verdict == 'A'", "time >= record.b and verdict ~= 'N'"));
        };
    }
}
