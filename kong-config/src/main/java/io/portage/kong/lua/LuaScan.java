package io.portage.kong.lua;

import io.portage.kong.lua.Scan.Reason;
import io.portage.kong.read.Position;
import java.util.List;
import java.util.function.Predicate;

/// Says which request headers a piece of Lua touches. What it cannot follow, it calls opaque: it never says too little.
public final class LuaScan {
    private LuaScan() {}

    /// Scans code that may require nothing, as the functions of pre-function and post-function.
    ///
    /// @param at where the first character of the code stands
    public static Scan of(String source, Position at) {
        return of(source, at, _ -> false);
    }

    /// Scans code of a plugin.
    ///
    /// @param harmless whether a module of that name does nothing to requests, or is scanned by itself
    public static Scan of(String source, Position at, Predicate<String> harmless) {
        if (source.startsWith("\u001b")) {
            return Scan.unreadable(new Reason("is compiled code", at), false);
        }
        try {
            return scan(LuaParser.parse(source, at), harmless);
        } catch (LuaSyntaxException e) {
            return Scan.unreadable(new Reason(String.valueOf(e.getMessage()), e.at()), true);
        } catch (StackOverflowError _) {
            // chains such as a.b.c… have no bound in the language, but what is asked of them here recurs
            return Scan.unreadable(new Reason("is too deeply nested to be followed", at), false);
        }
    }

    private static Scan scan(List<Statement> program, Predicate<String> harmless) {
        var walk = new Walk(new Values(Uses.of(program)), harmless);
        walk.main(program);
        return walk.scan();
    }
}
