package io.portage.kong.lua;

import io.portage.kong.lua.Scan.Reason;
import io.portage.kong.read.Position;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Says which request headers a piece of Lua touches. What it cannot follow, it calls opaque: it never says too little.
public final class LuaScan {
    private static final int MOST_RUNS = 8;

    private LuaScan() {}

    /// Scans a function of pre-function or post-function, as a Kong runs it that is told nothing of Lua.
    ///
    /// @param at where the first character of the code stands
    public static Scan of(String source, Position at) {
        return of(source, at, Sandbox.stock());
    }

    /// Scans a function of pre-function or post-function.
    public static Scan of(String source, Position at, Sandbox sandbox) {
        // what is put into _G by name is found without it, and by other functions too
        var around = source.contains("_G") ? sandbox.open() : sandbox;
        return scan(source, at, around, it -> program -> new FunctionRun(it).run(program));
    }

    /// Scans a file of a plugin.
    ///
    /// @param known whether a module of that name is scanned by itself
    public static Scan of(String source, Position at, Predicate<String> known) {
        return scan(source, at, Sandbox.none().knowing(known), it -> program -> new ModuleRun(it).run(program));
    }

    /// A way to run a whole program.
    @FunctionalInterface
    private interface Manner {
        Consumer<List<Statement>> in(DryRun run);
    }

    private static Scan scan(String source, Position at, Sandbox sandbox, Manner manner) {
        if (source.startsWith("\u001b")) {
            return Scan.unreadable(new Reason("is compiled code", at), false);
        }
        try {
            return runs(LuaParser.parse(source, at), at, sandbox, manner);
        } catch (LuaSyntaxException e) {
            return Scan.unreadable(new Reason(String.valueOf(e.getMessage()), e.at()), true);
        } catch (StackOverflowError _) {
            // chains such as a.b.c… have no bound in the language, but what is asked of them here recurs
            return Scan.unreadable(new Reason("is too deeply nested to be followed", at), false);
        }
    }

    private static Scan runs(List<Statement> program, Position at, Sandbox sandbox, Manner manner) {
        var marks = Marks.of(program);
        var hindsight = new Hindsight();
        for (int i = 0; i < MOST_RUNS; i++) {
            var run = new DryRun(sandbox, marks, hindsight, at);
            try {
                manner.in(run).accept(program);
            } catch (DryRun.TooMuch _) {
                run.notes.reason("is too long to be followed", at);
                run.notes.goesOn();
                run.noteAll();
                return run.notes.scan();
            }
            if (!hindsight.takeAgain()) {
                return run.notes.scan();
            }
        }
        return Scan.unreadable(new Reason("is too entangled to be followed", at), false);
    }
}
