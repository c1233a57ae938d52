package io.portage.kong.lua;

import static io.portage.kong.lua.BasicLibrary.one;

import io.portage.kong.lua.Builtins.Builtin;
import io.portage.kong.lua.Flow.Results;
import io.portage.kong.lua.Touch.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What Kong and OpenResty give code to read and to change headers of the request.
final class HeaderLibrary {
    /// As many headers as `get_headers` gives unless it is told otherwise.
    private static final double ALL_HEADERS = 100;
    private static final int NOTHING_LEFT = 0;
    private final DryRun run;

    HeaderLibrary(DryRun run) {
        this.run = run;
    }

    void addTo(Map<String, Builtin> all) {
        all.put("kong.request.get_header", this::get);
        all.put("kong.request.get_headers", this::getAll);
        all.put("ngx.req.get_headers", this::getAll);
        for (var path : List.of("kong.service.request.", "ngx.req.")) {
            boolean strict = path.startsWith("kong");
            add(all, path + "set_header", Effect.SET, strict);
            add(all, path + "add_header", Effect.ADD, strict);
            add(all, path + "clear_header", Effect.CLEAR, strict);
        }
        all.put("kong.service.request.set_headers", this::setAll);
    }

    private void add(Map<String, Builtin> all, String path, Effect effect, boolean strict) {
        all.put(path, (state, arguments) -> new Change(path, effect, strict).apply(state, arguments));
    }

    private List<Results> get(State state, Datums arguments) {
        if (arguments.get(0) instanceof Datum.Text(var header)) {
            return one(state, run.access.header(state, header));
        }
        var results = new ArrayList<Results>();
        for (var name : arguments.get(0).choices()) {
            if (name instanceof Datum.Text(var header)) {
                results.addAll(one(run.fork(state), run.access.header(state, header)));
            } else if (name instanceof Datum.Nil) {
                run.raise(run.fork(state));
            } else {
                run.mayRaise(state);
                results.addAll(one(run.fork(state), Datum.ANY));
            }
        }
        return results;
    }

    /// Fewer headers than usual, or names as they were sent, tell nothing of those that are not there.
    private List<Results> getAll(State state, Datums arguments) {
        var most = arguments.get(0);
        boolean enough = most instanceof Datum.Nil
                || (most instanceof Datum.Num(var number) && (number >= ALL_HEADERS || number == 0));
        boolean asUsual = arguments.list().size() < 2 && !arguments.open();
        return one(state, run.newTable(state, enough && asUsual ? Items.HEADERS : Items.OPEN));
    }

    private List<Results> setAll(State state, Datums arguments) {
        if (arguments.get(0) instanceof Datum.Table(var id) && state.items(id).isClosed()) {
            List<State> states = List.of(state);
            var change = new Change("kong.service.request.set_headers", Effect.SET, true);
            for (var field : state.items(id).fields().entrySet()) {
                states = states.stream()
                        .flatMap(it -> setOne(change, it, field.getKey(), field.getValue()))
                        .toList();
            }
            return states.stream().map(it -> new Results(it, Datums.NONE)).toList();
        }
        return new Change("kong.service.request.set_headers", Effect.SET, true).computed(state);
    }

    /// What has no value is not in the table.
    private Stream<State> setOne(Change change, State state, Datum name, Datum value) {
        var states = new ArrayList<State>();
        for (var choice : value.choices()) {
            var there = List.of(run.fork(state));
            if (choice instanceof Datum.Sent) {
                var split = run.conditions.truth(there.getFirst(), choice);
                states.addAll(split.no());
                there = split.yes();
            } else if (choice.mayBeNil()) {
                states.add(run.fork(state));
            }
            if (!choice.equals(Datum.NIL)) {
                there.forEach(
                        it -> change.apply(it, Datums.of(name, choice)).forEach(result -> states.add(result.state())));
            }
        }
        return states.stream();
    }

    /// One kind of change.
    ///
    /// @param strict whether a value that is none is an error
    private final class Change {
        private final String path;
        private final Effect effect;
        private final boolean strict;

        Change(String path, Effect effect, boolean strict) {
            this.path = path;
            this.effect = effect;
            this.strict = strict;
        }

        List<Results> apply(State state, Datums arguments) {
            run.mayRaise(state);
            if (arguments.get(0).choices().size() * arguments.get(1).choices().size() == 1) {
                return one(arguments.get(0), arguments.get(1), state);
            }
            var results = new ArrayList<Results>();
            for (var name : arguments.get(0).choices()) {
                for (var value : arguments.get(1).choices()) {
                    results.addAll(one(name, value, run.fork(state)));
                }
            }
            return results;
        }

        private List<Results> one(Datum name, Datum value, State state) {
            if (effect != Effect.CLEAR && value instanceof Datum.Sent) {
                var split = run.conditions.truth(state, value);
                var results = new ArrayList<Results>();
                split.yes().forEach(it -> results.addAll(named(name, value, it)));
                split.no().forEach(it -> results.addAll(named(name, Datum.NIL, it)));
                return results;
            }
            return named(name, value, state);
        }

        private List<Results> named(Datum name, Datum value, State state) {
            boolean refused =
                    strict && effect != Effect.CLEAR && (value instanceof Datum.Nil || value instanceof Datum.Closure);
            boolean number = name instanceof Datum.Bool || name instanceof Datum.Num;
            boolean nameless = name instanceof Datum.Nil || (strict && number);
            if (refused || nameless) {
                run.raise(state);
                return List.of();
            }
            return switch (name) {
                case Datum.Text(var header) -> touched(header, value, state);
                case Datum.Bool _, Datum.Num _ -> BasicLibrary.one(state);
                case Datum.Partly(var prefix, var suffix)
                when !prefix.isEmpty() || !suffix.isEmpty() -> {
                    run.touch(state, effect, prefix + "*" + suffix);
                    state.blurs.add(new Datum.Partly(prefix, suffix));
                    yield BasicLibrary.one(state);
                }
                default -> computed(state);
            };
        }

        List<Results> computed(State state) {
            run.notes.reason("calls " + path + " with a name that is computed", run.at());
            state.blurs.add(new Datum.Partly("", ""));
            return BasicLibrary.one(state);
        }

        private List<Results> touched(String header, Datum value, State state) {
            var plain = Headers.plain(header);
            var done = value instanceof Datum.Nil && effect != Effect.ADD ? Effect.CLEAR : effect;
            // what is known is known of the one that is spelled with a hyphen
            var seen = header.indexOf('_') < 0 ? seen(done, plain, value, state) : done;
            if (seen != null) {
                run.touch(state, seen, header);
                state.touched.put(plain, now(done, header, value));
            }
            return BasicLibrary.one(state);
        }

        /// What is read from here on; a twin with other hyphens may come to light where one is cleared.
        private Datum now(Effect done, String header, Datum value) {
            boolean text = value.isText()
                    || value.isConstant()
                    || value instanceof Datum.Sent
                    || (strict && value instanceof Datum.Api(var path) && path.startsWith("ngx.var."));
            return done == Effect.SET && text && header.indexOf('_') < 0 ? Datum.SOME_TEXT : Datum.ANY;
        }
    }

    /// What a change is where that much is known of the header; null where it is none.
    private static @Nullable Effect seen(Effect done, String plain, Datum value, State state) {
        int sent = state.sent(Headers.exactly(plain));
        boolean missing = (sent & State.FILLED) == NOTHING_LEFT || (state.sent(plain) & State.FILLED) == NOTHING_LEFT;
        if (done == Effect.CLEAR) {
            return sent == State.ABSENT ? null : Effect.CLEAR;
        }
        if (missing && (done == Effect.SET || sent == State.ABSENT)) {
            return Effect.MINT;
        }
        boolean own = value instanceof Datum.Sent(var header)
                && (header.equals(plain) || header.equals(Headers.exactly(plain)));
        return own && done == Effect.SET ? Effect.KEEP : done;
    }
}
