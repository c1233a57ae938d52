package io.portage.kong.check;

/// Why a text is no Lua.
final class LuaError extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    /// @param line line of the Lua text, from 1
    LuaError(int line, String found) {
        super(found, null, false, false);
        this.reason = found + " in line " + line + " of it";
    }

    String reason() {
        return reason;
    }
}
