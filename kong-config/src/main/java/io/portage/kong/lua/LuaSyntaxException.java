package io.portage.kong.lua;

import io.portage.kong.read.Position;

/// Says why a text is no Lua: LuaJIT would not load it either.
public final class LuaSyntaxException extends RuntimeException {
    private final transient Position at;

    LuaSyntaxException(String message, Position at) {
        super(message, null, false, false);
        this.at = at;
    }

    public Position at() {
        return at;
    }
}
