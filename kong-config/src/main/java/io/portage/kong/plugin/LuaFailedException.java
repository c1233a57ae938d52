package io.portage.kong.plugin;

/// Says that Lua of a plugin failed, or did not end.
final class LuaFailedException extends RuntimeException {
    LuaFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
