package io.portage.kong.lua;

import io.portage.kong.read.Position;
import org.jspecify.annotations.Nullable;

/// Whether a text is Lua, as the LuaJIT in Kong judges: Kong refuses a function that does not compile.
public final class LuaSyntax {
    private LuaSyntax() {}

    /// Why it is no Lua; null where it is, or where it nests too deeply to tell.
    ///
    /// @param at where its first character stands
    public static Scan.@Nullable Reason fault(String source, Position at) {
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
