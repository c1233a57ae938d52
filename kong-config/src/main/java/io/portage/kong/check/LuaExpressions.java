package io.portage.kong.check;

import io.portage.kong.check.LuaLexer.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The expressions of a Lua text.
final class LuaExpressions {
    private static final int UNARY = 8;
    /// How tightly an operator holds what is left and right of it.
    private static final Map<String, int[]> BINARY = Map.ofEntries(
            Map.entry("+", new int[] {6, 6}),
            Map.entry("-", new int[] {6, 6}),
            Map.entry("*", new int[] {7, 7}),
            Map.entry("/", new int[] {7, 7}),
            Map.entry("%", new int[] {7, 7}),
            Map.entry("^", new int[] {10, 9}),
            Map.entry("..", new int[] {5, 4}),
            Map.entry("==", new int[] {3, 3}),
            Map.entry("~=", new int[] {3, 3}),
            Map.entry("<", new int[] {3, 3}),
            Map.entry("<=", new int[] {3, 3}),
            Map.entry(">", new int[] {3, 3}),
            Map.entry(">=", new int[] {3, 3}),
            Map.entry("and", new int[] {2, 2}),
            Map.entry("or", new int[] {1, 1}));

    private final LuaCursor at;
    private final FunctionBody functions;
    private boolean isVararg = true;

    /// Reads what follows the word `function`.
    interface FunctionBody {
        void read() throws LuaError;
    }

    LuaExpressions(LuaCursor at, FunctionBody functions) {
        this.at = at;
        this.functions = functions;
    }

    boolean isVararg() {
        return isVararg;
    }

    void vararg(boolean now) {
        isVararg = now;
    }

    void expressions() throws LuaError {
        do {
            expression();
        } while (at.accept(","));
    }

    void expression() throws LuaError {
        binary(0);
    }

    private void binary(int limit) throws LuaError {
        at.enter();
        if (at.accept("not") || at.accept("-") || at.accept("#")) {
            binary(UNARY);
        } else {
            simple();
        }
        int @Nullable [] holds = operator();
        while (holds != null && holds[0] > limit) {
            at.next();
            binary(holds[1]);
            holds = operator();
        }
        at.leave();
    }

    private int @Nullable [] operator() {
        return at.lexer().kind() == Kind.SYMBOL ? BINARY.get(at.lexer().word()) : null;
    }

    private void simple() throws LuaError {
        if (at.lexer().kind() == Kind.NUMBER || at.lexer().kind() == Kind.STRING) {
            at.next();
        } else if (at.is("{")) {
            table();
        } else if (at.accept("function")) {
            functions.read();
        } else if (at.is("...") && !isVararg) {
            throw new LuaError(at.lexer().line(), "... outside a function that takes it");
        } else if (!at.accept("nil") && !at.accept("true") && !at.accept("false") && !at.accept("...")) {
            suffixed();
        }
    }

    private void table() throws LuaError {
        at.enter();
        at.expect("{");
        while (!at.is("}")) {
            if (at.accept("[")) {
                expression();
                at.expect("]");
                at.expect("=");
                expression();
            } else {
                element();
            }
            if (!at.accept(",") && !at.accept(";")) {
                break;
            }
        }
        at.expect("}");
        at.leave();
    }

    private void element() throws LuaError {
        var before = at.words();
        var isName = at.lexer().kind() == Kind.NAME;
        expression();
        if (isName && at.words() == before + 1 && at.accept("=")) {
            expression();
        }
    }

    /// Whether it ends as a call.
    boolean suffixed() throws LuaError {
        var isCall = false;
        var isPlain = !at.is("(");
        if (at.accept("(")) {
            expression();
            at.expect(")");
        } else {
            at.name();
        }
        while (true) {
            if (at.accept(".")) {
                at.name();
                isCall = false;
                isPlain = true;
            } else if (at.accept("[")) {
                expression();
                at.expect("]");
                isCall = false;
                isPlain = true;
            } else if (at.accept(":")) {
                at.name();
                arguments();
                isCall = true;
            } else if (at.is("(") || at.is("{") || at.lexer().kind() == Kind.STRING) {
                arguments();
                isCall = true;
            } else {
                return isCall || (!isPlain && assigned());
            }
        }
    }

    /// What stands in brackets can be read, but not assigned.
    private boolean assigned() {
        return at.is("=");
    }

    private void arguments() throws LuaError {
        if (at.lexer().kind() == Kind.STRING) {
            at.next();
        } else if (at.is("{")) {
            table();
        } else {
            at.expect("(");
            if (!at.accept(")")) {
                expressions();
                at.expect(")");
            }
        }
    }
}
