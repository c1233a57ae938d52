package io.portage.kong.lua;

import io.portage.kong.read.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What code asks of its environment, and where it keeps things beyond a request.
///
/// @param calls every call of something of the environment
/// @param globals every write to a global variable
/// @param state every write, from inside a function, to a variable of the whole file or into a table that one holds
/// @param syntaxError why it is no Lua; null where it is
public record LuaOutline(
        List<CallSite> calls, List<Write> globals, List<Write> state, Scan.@Nullable Reason syntaxError) {
    /// A call.
    ///
    /// @param path what is called, such as `kong.response.exit`
    /// @param function the outermost function that it stands in; empty where it stands in none
    /// @param text the first argument where it is one known text; else empty
    public record CallSite(String path, Position at, String function, String text) {}

    /// A write to a variable.
    ///
    /// @param function the outermost function that it stands in; empty where it stands in none
    public record Write(String variable, Position at, String function) {}

    /// Reads code.
    ///
    /// @param at where its first character stands
    public static LuaOutline of(String source, Position at) {
        try {
            var program = LuaParser.parse(source, at);
            return new OutlineWalk(new Values(Uses.of(program))).outline(program);
        } catch (LuaSyntaxException e) {
            var reason = new Scan.Reason(String.valueOf(e.getMessage()), e.at());
            return new LuaOutline(List.of(), List.of(), List.of(), reason);
        } catch (StackOverflowError _) {
            var reason = new Scan.Reason("is too deeply nested to be followed", at);
            return new LuaOutline(List.of(), List.of(), List.of(), reason);
        }
    }
}
