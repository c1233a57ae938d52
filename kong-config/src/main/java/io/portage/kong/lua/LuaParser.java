package io.portage.kong.lua;

import io.portage.kong.lua.Statement.Branch;
import io.portage.kong.lua.Symbol.Definition;
import io.portage.kong.lua.Token.Kind;
import io.portage.kong.read.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/// Reads Lua 5.1, with what LuaJIT adds to it, as statements.
final class LuaParser implements ExpressionParser.FunctionParser {
    private static final Set<String> BLOCK_ENDS = Set.of("end", "else", "elseif", "until");
    private final Words words;
    private final Scopes scopes = new Scopes();
    private final ExpressionParser expressions;
    private final Deque<Boolean> varargs = new ArrayDeque<>(List.of(true));
    private final Deque<Integer> loops = new ArrayDeque<>(List.of(0));

    private LuaParser(List<Token> tokens) {
        words = new Words(tokens);
        expressions = new ExpressionParser(words, scopes, this);
    }

    /// @throws LuaSyntaxException where it is no Lua
    static List<Statement> parse(String source, Position at) {
        var parser = new LuaParser(Lexer.tokens(source, at));
        var body = parser.block();
        parser.words.expectEnd();
        return body;
    }

    private List<Statement> block() {
        scopes.open();
        var body = statements();
        scopes.close();
        return body;
    }

    private List<Statement> statements() {
        words.enter();
        var body = new ArrayList<Statement>();
        while (!isBlockEnd()) {
            if (words.skip("return")) {
                body.add(returned());
                break;
            }
            body.add(statement());
        }
        words.leave();
        return body;
    }

    private boolean isBlockEnd() {
        var token = words.peek();
        return words.atEnd() || (token.kind() == Kind.KEYWORD && BLOCK_ENDS.contains(token.text()));
    }

    private Statement returned() {
        var values = isBlockEnd() || words.at(";") ? List.<Expression>of() : expressions.list();
        words.skip(";");
        if (!isBlockEnd()) {
            throw words.unexpected("the end of the block");
        }
        return new Statement.Return(values);
    }

    private Statement statement() {
        var token = words.peek();
        if (token.kind() != Kind.KEYWORD && token.kind() != Kind.SYMBOL) {
            return simple();
        }
        return switch (token.text()) {
            case "if" -> branches();
            case "while" -> whileLoop();
            case "do" -> doBlock();
            case "for" -> forLoop();
            case "repeat" -> repeatLoop();
            case "function" -> function();
            case "local" -> local();
            case "break", "goto", "::", ";" -> jump();
            default -> simple();
        };
    }

    private <T> T closed(T block) {
        words.expect("end");
        return block;
    }

    private Statement jump() {
        var word = words.take();
        if (word.is("break") && loops.element() == 0) {
            throw new LuaSyntaxException("no loop to break", word.at());
        }
        if (word.is("goto") || word.is("::")) {
            words.name();
        }
        if (word.is("::")) {
            words.expect("::");
        }
        return new Statement.Jump();
    }

    private Statement doBlock() {
        words.take();
        return closed(new Statement.Block(block()));
    }

    private Statement branches() {
        var branches = new ArrayList<Branch>();
        do {
            words.take();
            var condition = expressions.expression();
            words.expect("then");
            branches.add(new Branch(condition, block()));
        } while (words.at("elseif"));
        if (words.skip("else")) {
            branches.add(new Branch(new Expression.Constant("true"), block()));
        }
        return closed(new Statement.If(branches));
    }

    private List<Statement> loopBody() {
        loops.push(loops.pop() + 1);
        var body = block();
        loops.push(loops.pop() - 1);
        return body;
    }

    private Statement whileLoop() {
        words.take();
        var condition = expressions.expression();
        words.expect("do");
        return closed(new Statement.Loop(List.of(condition), loopBody()));
    }

    private Statement repeatLoop() {
        words.take();
        scopes.open();
        loops.push(loops.pop() + 1);
        var body = statements();
        loops.push(loops.pop() - 1);
        words.expect("until");
        var loop = new Statement.Loop(List.of(expressions.expression()), body);
        scopes.close();
        return loop;
    }

    private Statement forLoop() {
        words.take();
        var names = names();
        boolean numeric = words.at("=");
        words.expect(numeric ? "=" : "in");
        var heads = expressions.list();
        if (numeric && (names.size() != 1 || heads.size() < 2 || heads.size() > 3)) {
            throw words.unexpected("two or three numbers");
        }
        words.expect("do");
        scopes.open();
        for (int i = 0; i < names.size(); i++) {
            var symbol = new Symbol(names.get(i), false);
            symbol.define(numeric ? new Definition.Anything() : new Definition.Element(heads.getFirst(), i == 0));
            scopes.declare(symbol);
        }
        var loop = closed(new Statement.Loop(heads, loopBody()));
        scopes.close();
        return loop;
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        do {
            names.add(words.name());
        } while (words.skip(","));
        return names;
    }

    private Statement local() {
        words.take();
        if (words.skip("function")) {
            var symbol = new Symbol(words.name(), false);
            scopes.declare(symbol);
            var values = List.<Expression>of(body(false));
            Definitions.assign(List.of(symbol), values);
            return new Statement.Local(List.of(symbol), values);
        }
        var symbols = names().stream().map(name -> new Symbol(name, false)).toList();
        List<Expression> values = words.skip("=") ? expressions.list() : List.of();
        symbols.forEach(scopes::declare);
        Definitions.assign(symbols, values);
        return new Statement.Local(symbols, values);
    }

    private Statement function() {
        words.take();
        var at = words.peek().at();
        Expression target = new Expression.Name(scopes.find(words.name()), at);
        boolean method = false;
        while (!method && (words.at(".") || words.at(":"))) {
            method = words.take().is(":");
            target = new Expression.Index(target, new Expression.Text(words.name()), at);
        }
        var assignment = new Statement.Assignment(List.of(target), List.of(body(method)));
        Definitions.of(assignment);
        return assignment;
    }

    private Statement simple() {
        var at = words.peek().at();
        var first = expressions.suffixed();
        if (first instanceof Expression.Call call && !words.at("=") && !words.at(",")) {
            return new Statement.Invocation(call);
        }
        var targets = new ArrayList<>(List.of(first));
        while (words.skip(",")) {
            targets.add(expressions.suffixed());
        }
        if (!targets.stream().allMatch(it -> it instanceof Expression.Name || it instanceof Expression.Index)) {
            throw new LuaSyntaxException("syntax error: neither a call nor an assignment", at);
        }
        words.expect("=");
        var assignment = new Statement.Assignment(targets, expressions.list());
        Definitions.of(assignment);
        return assignment;
    }

    @Override
    public Expression.Function body(boolean method) {
        scopes.open();
        var parameters = Parameters.read(words, method);
        parameters.symbols().forEach(scopes::declare);
        varargs.push(parameters.varargs());
        loops.push(0);
        var function = closed(new Expression.Function(parameters.symbols(), statements()));
        loops.pop();
        varargs.pop();
        scopes.close();
        return function;
    }

    @Override
    public boolean hasVarargs() {
        return varargs.element();
    }
}
