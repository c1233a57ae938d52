package io.portage.kong.check;

import io.portage.kong.check.LuaLexer.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a text is a Lua chunk: Kong refuses a function that does not compile.
final class LuaSyntax {
    private static final Set<String> BLOCK_ENDS = Set.of("end", "else", "elseif", "until");
    private final LuaCursor at;
    private final LuaExpressions values;
    private int loops;

    private LuaSyntax(String text) throws LuaError {
        this.at = new LuaCursor(text);
        this.values = new LuaExpressions(at, this::function);
    }

    /// What is wrong; null where it is Lua.
    static @Nullable String broken(String text) {
        try {
            var syntax = new LuaSyntax(text);
            syntax.block();
            if (syntax.at.lexer().kind() != Kind.END) {
                throw syntax.at.unexpected();
            }
            return null;
        } catch (LuaError e) {
            return e.reason();
        }
    }

    private void block() throws LuaError {
        at.enter();
        while (at.lexer().kind() != Kind.END
                && !(at.lexer().kind() == Kind.SYMBOL
                        && BLOCK_ENDS.contains(at.lexer().word()))) {
            if (at.accept("return")) {
                results();
                break;
            }
            statement();
            at.accept(";");
        }
        at.leave();
    }

    private void results() throws LuaError {
        var ends = at.lexer().kind() == Kind.END
                || at.is(";")
                || (at.lexer().kind() == Kind.SYMBOL
                        && BLOCK_ENDS.contains(at.lexer().word()));
        if (!ends) {
            values.expressions();
        }
        at.accept(";");
    }

    private void statement() throws LuaError {
        if (at.lexer().kind() != Kind.SYMBOL) {
            assignmentOrCall();
            return;
        }
        switch (at.lexer().word()) {
            case ";" -> at.next();
            case "if" -> condition();
            case "while" -> whileLoop();
            case "for" -> forLoop();
            case "repeat" -> repeatLoop();
            case "do" -> doBlock();
            case "function" -> functionStatement();
            case "local" -> local();
            case "break" -> breakLoop();
            case "goto" -> {
                at.next();
                at.name();
            }
            case "::" -> label();
            default -> assignmentOrCall();
        }
    }

    private void condition() throws LuaError {
        at.next();
        values.expression();
        at.expect("then");
        block();
        while (at.accept("elseif")) {
            values.expression();
            at.expect("then");
            block();
        }
        if (at.accept("else")) {
            block();
        }
        at.expect("end");
    }

    private void body() throws LuaError {
        loops++;
        at.expect("do");
        block();
        at.expect("end");
        loops--;
    }

    private void whileLoop() throws LuaError {
        at.next();
        values.expression();
        body();
    }

    private void forLoop() throws LuaError {
        at.next();
        at.name();
        if (at.accept("=")) {
            values.expression();
            at.expect(",");
            values.expression();
            if (at.accept(",")) {
                values.expression();
            }
        } else {
            while (at.accept(",")) {
                at.name();
            }
            at.expect("in");
            values.expressions();
        }
        body();
    }

    private void repeatLoop() throws LuaError {
        at.next();
        loops++;
        block();
        loops--;
        at.expect("until");
        values.expression();
    }

    private void doBlock() throws LuaError {
        at.next();
        block();
        at.expect("end");
    }

    private void breakLoop() throws LuaError {
        if (loops == 0) {
            throw new LuaError(at.lexer().line(), "a break outside a loop");
        }
        at.next();
    }

    private void label() throws LuaError {
        at.next();
        at.name();
        at.expect("::");
    }

    private void functionStatement() throws LuaError {
        at.next();
        at.name();
        while (at.accept(".")) {
            at.name();
        }
        if (at.accept(":")) {
            at.name();
        }
        function();
    }

    private void local() throws LuaError {
        at.next();
        if (at.accept("function")) {
            at.name();
            function();
            return;
        }
        at.name();
        while (at.accept(",")) {
            at.name();
        }
        if (at.accept("=")) {
            values.expressions();
        }
    }

    private void function() throws LuaError {
        var outerLoops = loops;
        var outerVararg = values.isVararg();
        loops = 0;
        values.vararg(false);
        at.expect("(");
        parameters();
        block();
        at.expect("end");
        loops = outerLoops;
        values.vararg(outerVararg);
    }

    private void parameters() throws LuaError {
        if (at.accept(")")) {
            return;
        }
        do {
            if (at.accept("...")) {
                values.vararg(true);
                break;
            }
            at.name();
        } while (at.accept(","));
        at.expect(")");
    }

    private void assignmentOrCall() throws LuaError {
        var isCall = values.suffixed();
        if (at.is("=") || at.is(",")) {
            while (!isCall && at.accept(",")) {
                isCall = values.suffixed();
            }
            if (isCall) {
                throw at.unexpected();
            }
            at.expect("=");
            values.expressions();
        } else if (!isCall) {
            throw at.unexpected();
        }
    }
}
