package io.portage.kong.lua;

import io.portage.kong.lua.Builtins.Builtin;
import io.portage.kong.lua.Flow.Results;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What ends the request, so that nothing goes on.
final class EndingLibrary {
    private static final Pattern FINAL_STATUS = Pattern.compile("ngx\\.(HTTP_(?!CONTINUE|SWITCHING)[A-Z_]+|ERROR)");
    private static final double LOWEST = 100;
    private static final double LOWEST_FINAL = 200;
    private static final double LOWEST_ERROR = 400;
    private static final double HIGHEST = 599;
    private final DryRun run;

    EndingLibrary(DryRun run) {
        this.run = run;
    }

    void addTo(Map<String, Builtin> all) {
        all.put("kong.response.exit", (state, arguments) -> answer(state, arguments, LOWEST));
        all.put("kong.response.error", (state, arguments) -> answer(state, arguments, LOWEST_ERROR));
        all.put("ngx.exit", this::exit);
        all.put("ngx.redirect", (_, _) -> end());
        all.put("os.exit", (_, _) -> end());
        for (var path : List.of("ngx.say", "ngx.print", "ngx.eof", "ngx.send_headers")) {
            // what follows still runs, but its request has its answer
            all.put(path, (_, _) -> end());
        }
    }

    private List<Results> end() {
        run.notes.ended();
        return List.of();
    }

    /// Kong takes no other answers than these; to refuse one is an error, which may be caught.
    private List<Results> answer(State state, Datums arguments, double lowest) {
        arguments.list().forEach(it -> run.escapes.lose(state, it));
        boolean certain = arguments.get(0) instanceof Datum.Num(var status)
                && status >= lowest
                && status <= HIGHEST
                && !arguments.open()
                && arguments.list().stream().skip(1).allMatch(it -> it.isConstant() || it instanceof Datum.Table);
        if (!certain) {
            run.mayRaise(state);
        }
        return end();
    }

    /// Before the route is found, a status that is none leads on to the next phase.
    private List<Results> exit(State state, Datums arguments) {
        var status = arguments.get(0);
        boolean last = status instanceof Datum.Num(var number)
                ? number >= LOWEST_FINAL || (number == 0 && !run.sandbox.rewriting())
                : status instanceof Datum.Api(var path)
                        && (FINAL_STATUS.matcher(path).matches()
                                || (path.equals("ngx.OK") && !run.sandbox.rewriting()));
        run.mayRaise(state);
        if (!last) {
            run.notes.reason("leaves by ngx.exit with a status that is none, or is computed", run.at());
            run.notes.goesOn();
        }
        return end();
    }
}
