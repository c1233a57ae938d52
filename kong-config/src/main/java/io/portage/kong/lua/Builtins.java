package io.portage.kong.lua;

import io.portage.kong.lua.Flow.Results;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What functions of the environment do and give.
final class Builtins {
    /// What looks at values and keeps nothing of them.
    private static final Pattern LOOKING = Pattern.compile(
            "kong\\.(log|response|telemetry)(\\..+)?|ngx\\.(log|say|print)"
                    + "|(string|math|os|bit)\\..+|print|tostring|tonumber|collectgarbage|ngx\\.(md5|encode_base64|escape_uri|encode_args)");
    private static final Pattern GIVES_TEXT = Pattern.compile(
            "tostring|string\\.(upper|lower|rep|reverse|sub|format|gsub|char)|kong\\.request\\.get_(method|scheme|host|path|raw_path)"
                    + "|ngx\\.(md5|encode_base64|escape_uri)");
    private final DryRun run;
    private final Map<String, Builtin> all = new HashMap<>();

    /// What one function does.
    @FunctionalInterface
    interface Builtin {
        List<Results> call(State state, Datums arguments);
    }

    Builtins(DryRun run) {
        this.run = run;
        new BasicLibrary(run).addTo(all);
        new TableLibrary(run).addTo(all);
        new HeaderLibrary(run).addTo(all);
        new EndingLibrary(run).addTo(all);
    }

    List<Results> call(String path, Datums arguments, State state) {
        var builtin = all.get(path);
        if (builtin != null) {
            return builtin.call(state, arguments);
        }
        var meaning = Meaning.of(path);
        return switch (meaning) {
            case IDENTIFIES -> opaque("decides who the consumer is, by " + path, arguments, state);
            case HARMLESS, LOOKS -> harmless(path, arguments, state);
            default -> opaque("calls " + path + ", of which nothing is known here", arguments, state);
        };
    }

    private List<Results> opaque(String reason, Datums arguments, State state) {
        run.notes.reason(reason, run.at());
        run.escapes.lose(state, arguments);
        state.blurs.add(new Datum.Partly("", ""));
        run.mayRaise(state);
        return List.of(new Results(state, Datums.UNKNOWN));
    }

    private List<Results> harmless(String path, Datums arguments, State state) {
        if (path.startsWith("string.")) {
            var known = choices(path.substring("string.".length()), arguments);
            if (known != null) {
                return known.size() == 1
                        ? List.of(new Results(state, known.getFirst()))
                        : known.stream()
                                .map(it -> new Results(run.fork(state), it))
                                .toList();
            }
        }
        if (LOOKING.matcher(path).matches()) {
            arguments.list().forEach(it -> look(state, it));
        } else {
            run.escapes.lose(state, arguments);
        }
        if (!path.startsWith("kong.log")) {
            run.mayRaise(state);
        }
        if (!GIVES_TEXT.matcher(path).matches()) {
            return List.of(new Results(state, Datums.UNKNOWN));
        }
        // how often it replaced comes with what came of it
        return List.of(new Results(state, new Datums(List.of(Datum.SOME_TEXT), path.endsWith("gsub"))));
    }

    /// What is called with what is looked at, and what has power, is out of sight nevertheless.
    private void look(State state, Datum datum) {
        datum.choices().stream()
                .filter(it -> it instanceof Datum.Closure || it instanceof Datum.Api)
                .forEach(it -> run.escapes.lose(state, it));
    }

    /// One result for each of the texts that the first argument may be.
    private static @Nullable List<Datums> choices(String function, Datums arguments) {
        var all = new ArrayList<Datums>();
        for (var choice : arguments.get(0).choices()) {
            var known = Texts.called(
                    function,
                    arguments.list().isEmpty() ? arguments : arguments.from(1).after(List.of(choice)));
            if (known == null) {
                return null;
            }
            all.add(known);
        }
        return all;
    }
}
