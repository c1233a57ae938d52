package io.portage.kong.check;

import io.portage.kong.check.LuaLexer.Kind;

/// Where in a Lua text its parser is.
final class LuaCursor {
    /// As deep as Kong's compiler goes.
    private static final int DEEPEST = 190;

    private final LuaLexer lexer;
    private int depth;
    private int words;

    LuaCursor(String text) throws LuaError {
        this.lexer = new LuaLexer(text);
    }

    LuaLexer lexer() {
        return lexer;
    }

    /// How many words are behind it.
    int words() {
        return words;
    }

    boolean is(String symbol) {
        return lexer.is(symbol);
    }

    void next() throws LuaError {
        words++;
        lexer.next();
    }

    LuaError unexpected() {
        return new LuaError(
                lexer.line(),
                lexer.kind() == Kind.END
                        ? "an end too early"
                        : lexer.kind() == Kind.SYMBOL ? "an unexpected " + lexer.word() : "an unexpected word");
    }

    boolean accept(String symbol) throws LuaError {
        if (lexer.is(symbol)) {
            next();
            return true;
        }
        return false;
    }

    void expect(String symbol) throws LuaError {
        if (!accept(symbol)) {
            throw unexpected();
        }
    }

    void name() throws LuaError {
        if (lexer.kind() != Kind.NAME) {
            throw unexpected();
        }
        next();
    }

    void enter() throws LuaError {
        if (++depth > DEEPEST) {
            throw new LuaError(lexer.line(), "too many levels");
        }
    }

    void leave() {
        depth--;
    }
}
