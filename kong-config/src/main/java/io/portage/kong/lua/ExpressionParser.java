package io.portage.kong.lua;

import static java.util.Map.entry;

import io.portage.kong.lua.Expression.Field;
import io.portage.kong.lua.Token.Kind;
import io.portage.kong.read.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads expressions.
final class ExpressionParser {
    private record Power(int left, int right) {}

    private static final int UNARY = 8;
    /// Registers that a call takes beside its arguments.
    private static final int CALLEE = 2;
    private static final Map<String, Power> BINARY = Map.ofEntries(
            entry("or", new Power(1, 1)),
            entry("and", new Power(2, 2)),
            entry("<", new Power(3, 3)),
            entry(">", new Power(3, 3)),
            entry("<=", new Power(3, 3)),
            entry(">=", new Power(3, 3)),
            entry("~=", new Power(3, 3)),
            entry("==", new Power(3, 3)),
            entry("..", new Power(5, 4)),
            entry("+", new Power(6, 6)),
            entry("-", new Power(6, 6)),
            entry("*", new Power(7, 7)),
            entry("/", new Power(7, 7)),
            entry("%", new Power(7, 7)),
            entry("^", new Power(10, 9)));

    private final Words words;
    private final Scopes scopes;
    private final FunctionParser functions;

    ExpressionParser(Words words, Scopes scopes, FunctionParser functions) {
        this.words = words;
        this.scopes = scopes;
        this.functions = functions;
    }

    /// Reads the body of a function, from its parameters to its `end`.
    interface FunctionParser {
        Expression.Function body(boolean method);
    }

    List<Expression> list() {
        var list = new ArrayList<Expression>();
        list.add(expression());
        while (words.skip(",")) {
            scopes.frame().reserve(1, words.peek().at());
            list.add(expression());
        }
        return list;
    }

    Expression expression() {
        return expression(0);
    }

    private Expression expression(int limit) {
        words.enter();
        var left = words.at("not") || words.at("-") || words.at("#") ? unary() : simple();
        while (true) {
            var token = words.peek();
            var power = token.kind() == Kind.SYMBOL || token.kind() == Kind.KEYWORD ? BINARY.get(token.text()) : null;
            if (power == null || power.left() <= limit) {
                words.leave();
                return left;
            }
            words.take();
            int registers = scopes.frame().registers();
            if (token.is("..")) {
                scopes.frame().reserve(1, token.at());
            }
            left = binary(token.text(), left, expression(power.right()));
            scopes.frame().release(registers);
        }
    }

    private Expression unary() {
        var operator = words.take().text();
        return new Expression.Operation(operator, List.of(expression(UNARY)));
    }

    private static Expression binary(String operator, Expression left, Expression right) {
        return switch (operator) {
            case "or", "and" -> new Expression.Choice(operator.equals("and"), left, right);
            case ".." -> new Expression.Concatenation(left, right);
            default -> new Expression.Operation(operator, List.of(left, right));
        };
    }

    private Expression simple() {
        var token = words.peek();
        if (token.kind() == Kind.STRING) {
            return new Expression.Text(words.take().text());
        }
        if (token.kind() == Kind.NUMBER || token.is("nil") || token.is("true") || token.is("false")) {
            return new Expression.Constant(words.take().text());
        }
        if (token.is("{")) {
            return table();
        }
        if (words.skip("function")) {
            return functions.body(false);
        }
        return token.is("...") ? varargs() : suffixed();
    }

    private Expression varargs() {
        if (!scopes.frame().hasVarargs()) {
            throw new LuaSyntaxException(
                    "cannot use '...' outside a vararg function", words.peek().at());
        }
        words.take();
        return new Expression.Varargs();
    }

    /// A name or something in parentheses, with all that is asked of it.
    Expression suffixed() {
        var at = words.peek().at();
        Expression value;
        if (words.skip("(")) {
            value = expression();
            words.expect(")");
            value = new Expression.Single(value);
        } else {
            value = name(words.name(), at);
        }
        while (true) {
            var next = suffix(value, at);
            if (next == value) {
                return value;
            }
            value = next;
        }
    }

    private Expression name(String name, Position at) {
        var symbol = scopes.find(name, at);
        symbol.use();
        return new Expression.Name(symbol, at);
    }

    private Expression suffix(Expression value, Position at) {
        if (words.skip(".")) {
            return new Expression.Index(value, new Expression.Text(words.name()), at);
        }
        if (words.skip("[")) {
            var key = expression();
            words.expect("]");
            return new Expression.Index(value, key, at);
        }
        if (words.skip(":")) {
            var method = new Expression.Index(value, new Expression.Text(words.name()), at);
            return new Expression.Call(at, method, arguments(CALLEE + 1), true);
        }
        boolean call = words.at("(") || words.at("{") || words.peek().kind() == Kind.STRING;
        return call ? new Expression.Call(at, value, arguments(CALLEE), false) : value;
    }

    /// @param called registers that what is called takes
    private List<Expression> arguments(int called) {
        int registers = scopes.frame().registers();
        scopes.frame().reserve(called, words.peek().at());
        var arguments = arguments();
        scopes.frame().release(registers);
        return arguments;
    }

    private List<Expression> arguments() {
        if (words.peek().kind() == Kind.STRING) {
            return List.of(new Expression.Text(words.take().text()));
        }
        if (words.at("{")) {
            return List.of(table());
        }
        words.expect("(");
        if (words.skip(")")) {
            return List.of();
        }
        var arguments = list();
        scopes.frame().reserve(1, words.peek().at());
        words.expect(")");
        return arguments;
    }

    private Expression table() {
        words.expect("{");
        int registers = scopes.frame().registers();
        scopes.frame().reserve(1, words.peek().at());
        var fields = new ArrayList<Field>();
        while (!words.at("}")) {
            fields.add(field());
            if (!words.skip(",") && !words.skip(";")) {
                break;
            }
        }
        words.expect("}");
        scopes.frame().release(registers);
        return new Expression.Table(fields);
    }

    private Field field() {
        if (words.skip("[")) {
            var key = expression();
            words.expect("]");
            words.expect("=");
            return new Field(key, expression());
        }
        if (words.peek().kind() == Kind.NAME && words.peekAfter().is("=")) {
            var key = new Expression.Text(words.name());
            words.expect("=");
            return new Field(key, expression());
        }
        return new Field(null, expression());
    }
}
