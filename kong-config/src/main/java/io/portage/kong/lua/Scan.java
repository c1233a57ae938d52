package io.portage.kong.lua;

import io.portage.kong.read.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a piece of Lua without running it.
///
/// @param touches every place that touches a request header, as far as names are known
/// @param opaque whether it may do more to headers than the touches say
/// @param reasons why it is opaque, each with its place; empty where it is not
/// @param ends whether it answers by itself
/// @param syntaxError why it is no Lua; null where it is
public record Scan(
        List<Touch> touches,
        boolean opaque,
        List<Reason> reasons,
        Ends ends,
        @Nullable Reason syntaxError) {
    /// A sentence and the place it speaks of.
    public record Reason(String text, Position at) {
        @Override
        public String toString() {
            return text + " (line " + at.line() + ")";
        }
    }

    /// Whether code ends the request, so that nothing goes on.
    public enum Ends {
        NEVER,
        SOMETIMES,
        ALWAYS
    }

    static Scan unreadable(Reason reason, boolean syntax) {
        return new Scan(List.of(), true, List.of(reason), Ends.NEVER, syntax ? reason : null);
    }
}
