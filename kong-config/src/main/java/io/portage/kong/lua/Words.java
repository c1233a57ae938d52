package io.portage.kong.lua;

import io.portage.kong.lua.Token.Kind;
import io.portage.kong.read.Position;
import java.util.List;

/// The words of a piece of Lua with a reading position.
final class Words {
    private static final int LEVELS = 200;
    private final List<Token> tokens;
    private int next;
    private int depth;

    Words(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(next);
    }

    Token peekAfter() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    Token take() {
        var token = peek();
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    boolean at(String text) {
        return peek().is(text);
    }

    boolean atEnd() {
        return peek().kind() == Kind.END;
    }

    /// Takes that word where it is next.
    boolean skip(String text) {
        boolean there = at(text);
        if (there) {
            next++;
        }
        return there;
    }

    Position expect(String text) {
        var token = peek();
        if (!skip(text)) {
            throw unexpected("'" + text + "'");
        }
        return token.at();
    }

    void expectEnd() {
        if (!atEnd()) {
            throw unexpected("the end");
        }
    }

    String name() {
        var token = peek();
        if (token.kind() != Kind.NAME) {
            throw unexpected("a name");
        }
        return take().text();
    }

    LuaSyntaxException unexpected(String expected) {
        return new LuaSyntaxException(peek() + " (expected: " + expected + ")", peek().at());
    }

    /// As LuaJIT does, refuses what is nested beyond reason.
    void enter() {
        depth++;
        check(0, "syntax levels");
    }

    /// Refuses what would be too deep with so many levels more.
    void check(int more, String what) {
        if (depth + more >= LEVELS) {
            throw new LuaSyntaxException("too many " + what, peek().at());
        }
    }

    void leave() {
        depth--;
    }
}
