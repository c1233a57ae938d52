package io.portage.kong.lua;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Looks into values, and writes into them.
final class Access {
    private static final Set<String> IDENTITY =
            Set.of("authenticated_consumer", "authenticated_credential", "authenticated_consumer_groups");
    private static final Pattern OPEN =
            Pattern.compile("(kong\\.ctx\\.(shared|plugin)|ngx\\.(var|header|ctx))(\\..*)?");
    private static final Datum INDEX = new Datum.Text("__index");
    private static final Set<String> PLAIN_META = Set.of("__index", "__name", "__mode", "__metatable");
    private static final int LONGEST_CHAIN = 20;
    private static final String HEADER_VARIABLE = "http_";
    private final DryRun run;

    Access(DryRun run) {
        this.run = run;
    }

    /// What is under a key; null where that is an error for sure.
    @Nullable
    Datum read(State state, Datum of, Datum key) {
        var found = new ArrayList<Datum>();
        boolean fails = false;
        for (var one : of.choices()) {
            for (var name : key.choices()) {
                var value = readOne(state, one, name);
                fails |= value == null;
                if (value != null) {
                    found.add(value);
                }
            }
        }
        if (found.isEmpty()) {
            return null;
        }
        if (fails) {
            run.mayRaise(state);
        }
        return either(state, found);
    }

    /// One of several; what is in one with what nobody knows is lost.
    Datum either(State state, List<Datum> several) {
        var all = Datum.oneOf(several);
        if (all.choices().size() > Datum.MOST_CHOICES
                || (all.choices().size() > 1 && all.choices().contains(Datum.ANY))) {
            run.escapes.lose(state, all);
            return Datum.ANY;
        }
        return all;
    }

    private @Nullable Datum readOne(State state, Datum of, Datum key) {
        return switch (of) {
            case Datum.Table(var id) -> field(state, id, key, 0);
            case Datum.Api(var path) -> variable(state, path, key);
            case Datum.Text _, Datum.Partly _ -> ofText(key);
            case Datum.Sent(var header) -> {
                if (state.sent(header) == State.ABSENT) {
                    yield null;
                }
                run.mayRaise(state);
                yield ofText(key);
            }
            case Datum.Nil _, Datum.Bool _, Datum.Num _, Datum.Closure _, Datum.LengthOf _ -> null;
            case Datum.Any _, Datum.Walker _, Datum.OneOf _ -> {
                run.mayRaise(state);
                yield Datum.ANY;
            }
        };
    }

    /// Texts have the functions of their library; with several values under a name, a header has more than that.
    private static Datum ofText(Datum key) {
        return key instanceof Datum.Text(var name) ? new Datum.Api("string." + name) : Datum.ANY;
    }

    private Datum variable(State state, String path, Datum key) {
        if (path.equals("ngx.var") && key instanceof Datum.Text(var name) && name.startsWith(HEADER_VARIABLE)) {
            return header(state, name.substring(HEADER_VARIABLE.length()));
        }
        return path.equals("_G") && key instanceof Datum.Text(var name) && run.writes(name)
                ? new Datum.Api(Meaning.UNDECIDED)
                : run.sandbox.field(path, key);
    }

    Datum header(State state, String name) {
        return run.hindsight.isBlind() ? Datum.ANY : state.header(Headers.plain(name));
    }

    /// What the table of all headers has under a name: with `-` in it, not what was sent with `_`.
    private Datum listed(State state, String name) {
        var header = header(state, name);
        var exactly = Headers.exactly(Headers.plain(name));
        return name.indexOf('_') >= 0
                ? header
                : Datum.oneOf(header.choices().stream()
                        .map(it -> it.equals(new Datum.Sent(Headers.plain(name))) ? new Datum.Sent(exactly) : it)
                        .toList());
    }

    private Datum field(State state, int id, Datum key, int chain) {
        var items = state.items(id);
        if (items.open()) {
            return Datum.ANY;
        }
        if (!key.isConstant()) {
            return any(state, items);
        }
        var value = items.get(key);
        if (value != null) {
            return value;
        }
        if (items.headers()) {
            return key instanceof Datum.Text(var name) ? listed(state, name) : Datum.ANY;
        }
        return items.meta() == null ? Datum.NIL : inherited(state, items.meta().id(), key, chain);
    }

    private Datum any(State state, Items items) {
        if (!items.isClosed()) {
            items.fields().values().forEach(it -> run.escapes.lose(state, it));
            return Datum.ANY;
        }
        var all = new ArrayList<>(items.fields().values());
        all.add(Datum.NIL);
        return either(state, all);
    }

    private Datum inherited(State state, int meta, Datum key, int chain) {
        var index = state.items(meta).open()
                ? Datum.ANY
                : state.items(meta).fields().getOrDefault(INDEX, Datum.NIL);
        return switch (index) {
            case Datum.Nil _ -> Datum.NIL;
            case Datum.Table(var id) when chain < LONGEST_CHAIN -> field(state, id, key, chain + 1);
            case Datum.Api(var path) -> variable(state, path, key);
            default -> {
                run.escapes.lose(state, index);
                yield Datum.ANY;
            }
        };
    }

    /// Puts something under a key.
    ///
    /// @return whether that can go well
    boolean write(State state, Datum of, Datum key, Datum value) {
        if (key.equals(Datum.NIL)) {
            return false;
        }
        if (key.mayBeNil()) {
            run.mayRaise(state);
        }
        boolean done = false;
        for (var one : of.choices()) {
            done |= writeOne(state, one, key, value, of.choices().size() == 1);
        }
        return done;
    }

    private boolean writeOne(State state, Datum of, Datum key, Datum value, boolean sure) {
        switch (of) {
            case Datum.Table(var id) -> put(state, id, key, value, sure);
            case Datum.Api(var path) -> {
                run.escapes.lose(state, value);
                key.choices().forEach(it -> written(path, it));
            }
            case Datum.Any _, Datum.Walker _, Datum.OneOf _ ->
                run.within(key instanceof Datum.Text(var name) ? name : "", () -> run.escapes.lose(state, value));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void put(State state, int id, Datum key, Datum value, boolean sure) {
        var items = state.items(id);
        if (key instanceof Datum.Text(var name) && name.startsWith("__") && !PLAIN_META.contains(name)) {
            run.escapes.lose(state, value);
        }
        if (items.open() || !sure || !key.isConstant() || hasWays(state, items)) {
            run.escapes.lose(state, value);
            run.escapes.lose(state, new Datum.Table(id));
        } else {
            run.spend(1 + items.fields().size() / 4);
            if (run.written(id, key)) {
                run.escapes.lose(state, value);
            }
            state.tables.put(id, items.with(key, value));
        }
    }

    /// Whether writing into it may do something else.
    private static boolean hasWays(State state, Items items) {
        return items.meta() != null
                && (state.items(items.meta().id()).open()
                        || state.items(items.meta().id()).fields().containsKey(new Datum.Text("__newindex")));
    }

    private void written(String path, Datum key) {
        if (!OPEN.matcher(path).matches()) {
            run.notes.reason("writes into " + path, run.at());
        } else if (path.equals("ngx.ctx") && !isOwn(key)) {
            run.notes.reason("writes into what Kong keeps in ngx.ctx", run.at());
        }
    }

    private static boolean isOwn(Datum key) {
        return key instanceof Datum.Text(var name)
                && !IDENTITY.contains(name)
                && !name.startsWith("KONG_")
                && !name.startsWith("cached_")
                && !name.equals("plugins")
                && !name.equals("balancer_data");
    }
}
