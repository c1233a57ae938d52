package io.portage.kong.lua;

import io.portage.kong.read.Position;

/// A word of Lua.
///
/// @param text of a string its content, else as it stands there
/// @param at where it begins
record Token(Kind kind, String text, Position at) {
    enum Kind {
        NAME,
        KEYWORD,
        STRING,
        NUMBER,
        SYMBOL,
        END
    }

    /// Whether it is that keyword or symbol.
    boolean is(String other) {
        return (kind == Kind.KEYWORD || kind == Kind.SYMBOL) && text.equals(other);
    }

    @Override
    public String toString() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
