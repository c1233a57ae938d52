package io.portage.gateway.idempotency.redis;

import io.portage.gateway.idempotency.model.Call;
import io.portage.gateway.idempotency.model.Edge;
import io.portage.gateway.idempotency.model.Machine;
import io.portage.gateway.idempotency.model.Row;
import io.portage.gateway.idempotency.redis.RedisScripts.Verb;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The scripts of the store on a real Redis, as a model asks them: a record is put there, a script is run, and the
/// record is read back. The scripts take the time from a key.
final class RedisMachine implements Machine {
    private static final String CLOCK = "model-clock";
    private static final String RECORD = "portage:{model}";
    private static final String ANSWER = RECORD + ":answer";

    private final RedisWire wire;
    private final Map<Verb, String> digests = new EnumMap<>(Verb.class);

    /// @param scripts the text of a verb's script, given the clock that it reads
    RedisMachine(RedisWire wire, Function<RedisScripts, Function<Verb, String>> scripts) {
        this.wire = wire;
        wire.ask("SET", CLOCK, Long.toString(RedisRows.NOW));
        var texts = scripts.apply(
                new RedisScripts("local function now() return tonumber(redis.call('GET', '" + CLOCK + "')) end\n"));
        for (var verb : Verb.values()) {
            digests.put(verb, String.valueOf(wire.ask("SCRIPT", "LOAD", texts.apply(verb))));
        }
    }

    @Override
    public Outcome run(@Nullable Row row, Call call) {
        return runAll(List.of(new Edge(row, call))).getFirst();
    }

    /// Runs calls that have nothing to do with each other, and is much faster than one by one.
    List<Outcome> runAll(List<Edge> edges) {
        return replies(edges, RedisRows.NOW + 1).stream().map(Reply::outcome).toList();
    }

    /// As above, for callers that have given up already.
    List<Reply> runTooLate(List<Edge> edges) {
        return replies(edges, RedisRows.NOW - 1);
    }

    /// Each call in a transaction, in which nothing expires between the script and the look at what it left.
    private List<Reply> replies(List<Edge> edges, long latest) {
        var questions = new ArrayList<List<String>>();
        var ends = new ArrayList<Integer>();
        for (var edge : edges) {
            questions.add(List.of("MULTI"));
            prepare(edge.row(), questions);
            questions.add(script(edge.call(), latest));
            questions.add(List.of("HGETALL", RECORD));
            questions.add(List.of("GET", ANSWER));
            questions.add(List.of("PTTL", RECORD));
            questions.add(List.of("PTTL", ANSWER));
            ends.add(questions.size());
            questions.add(List.of("EXEC"));
        }
        var answers = wire.askAll(questions);
        var replies = new ArrayList<Reply>();
        for (int i = 0; i < edges.size(); i++) {
            var all = (List<?>) answers.get(ends.get(i));
            replies.add(Reply.of(edges.get(i), all.subList(all.size() - 5, all.size())));
        }
        return replies;
    }

    private static void prepare(@Nullable Row row, List<List<String>> questions) {
        questions.add(List.of("DEL", RECORD, ANSWER));
        if (row == null) {
            return;
        }
        var hash = new ArrayList<>(List.of("HSET", RECORD));
        hash.addAll(RedisRows.fields(row));
        questions.add(hash);
        if (row.answer() != 0) {
            questions.add(List.of("SET", ANSWER, Integer.toString(row.answer())));
        }
    }

    private List<String> script(Call call, long latest) {
        var words = new ArrayList<>(List.of("EVALSHA", digest(RedisRows.verb(call)), "2", RECORD, ANSWER));
        words.addAll(RedisRows.arguments(call, latest));
        return words;
    }

    private String digest(Verb verb) {
        return String.valueOf(digests.get(verb));
    }
}
