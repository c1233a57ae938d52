package io.portage.kong.lua;

import io.portage.kong.read.Position;
import org.jspecify.annotations.Nullable;

/// Whether a text is Lua, as the LuaJIT in Kong judges: Kong refuses a function that does not compile.
public final class LuaSyntax {
    /// What compiled code begins with, which LuaJIT loads here and Kong refuses to run later.
    private static final String COMPILED = "\u001bLJ";

    private LuaSyntax() {}

    /// Why it is no Lua; null where it is, or where that cannot be told.
    ///
    /// @param at where its first character stands
    public static Scan.@Nullable Reason fault(String source, Position at) {
        if (source.startsWith(COMPILED)) {
            return null;
        }
        try {
            LuaParser.parse(source, at);
            return null;
        } catch (LuaSyntaxException e) {
            return new Scan.Reason(String.valueOf(e.getMessage()), e.at());
        } catch (StackOverflowError _) {
            return null;
        }
    }
}
