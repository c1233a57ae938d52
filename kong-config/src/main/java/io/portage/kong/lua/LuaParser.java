package io.portage.kong.lua;

import io.portage.kong.lua.Statement.Branch;
import io.portage.kong.lua.Statement.Loop.Kind;
import io.portage.kong.lua.Symbol.Definition;
import io.portage.kong.read.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads Lua 5.1, with what LuaJIT adds to it, as statements.
final class LuaParser implements ExpressionParser.FunctionParser {
    private static final Set<String> BLOCK_ENDS = Set.of("end", "else", "elseif", "until");
    /// Variables of a loop that have no name.
    private static final int HIDDEN = 3;

    private final Words words;
    private final Scopes scopes = new Scopes();
    private final ExpressionParser expressions;
    private final AssignmentParser assignments;

    private LuaParser(List<Token> tokens) {
        words = new Words(tokens);
        expressions = new ExpressionParser(words, scopes, this);
        assignments = new AssignmentParser(words, scopes, expressions, this);
    }

    /// @throws LuaSyntaxException where it is no Lua
    static List<Statement> parse(String source, Position at) {
        var parser = new LuaParser(Lexer.tokens(source, at));
        parser.scopes.openFunction(true);
        var body = parser.statements();
        parser.words.expectEnd();
        parser.scopes.closeFunction();
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
            scopes.frame().release(scopes.frame().locals());
        }
        words.leave();
        return body;
    }

    private boolean isBlockEnd() {
        var token = words.peek();
        return words.atEnd() || (token.kind() == Token.Kind.KEYWORD && BLOCK_ENDS.contains(token.text()));
    }

    private Statement returned() {
        var values = isBlockEnd() || words.at(";") ? List.<Expression>of() : expressions.list();
        if (values.size() > 1) {
            scopes.frame().reserve(1, words.peek().at());
        }
        words.skip(";");
        if (!isBlockEnd()) {
            throw words.unexpected("the end of the block");
        }
        return new Statement.Return(values);
    }

    private Statement statement() {
        var token = words.peek();
        if (token.kind() != Token.Kind.KEYWORD && token.kind() != Token.Kind.SYMBOL) {
            return assignments.simple();
        }
        return switch (token.text()) {
            case "if" -> branches();
            case "while" -> whileLoop();
            case "do" -> doBlock();
            case "for" -> forLoop();
            case "repeat" -> repeatLoop();
            case "function" -> assignments.function();
            case "local" -> assignments.local();
            case "break", "goto" -> jump();
            case "::" -> label();
            case ";" -> empty();
            default -> assignments.simple();
        };
    }

    private <T> T closed(T block) {
        words.expect("end");
        return block;
    }

    private Statement empty() {
        words.take();
        return new Statement.Block(List.of());
    }

    private Statement jump() {
        var word = words.take();
        int locals = scopes.frame().locals();
        if (word.is("break")) {
            scopes.frame().jumps().leaveLoop(locals, word.at());
            return new Statement.Break();
        }
        var label = words.name();
        scopes.frame().jumps().jump(label, locals, word.at());
        return new Statement.Goto(label);
    }

    /// What follows a label without doing anything is read with it, as LuaJIT does.
    private Statement label() {
        var at = words.expect("::");
        var name = words.name();
        var jumps = scopes.frame().jumps();
        int locals = scopes.frame().locals();
        jumps.refuseTwin(name, at);
        jumps.label(name, locals);
        words.expect("::");
        var labels = new ArrayList<Statement>(List.of(new Statement.Label(name)));
        while (words.at("::") || words.at(";")) {
            if (words.at("::")) {
                words.enter();
                labels.add(label());
                words.leave();
            } else {
                words.take();
            }
        }
        jumps.arrive(name, locals, isBlockEnd() && !words.at("until"));
        return labels.size() == 1 ? labels.getFirst() : new Statement.Block(labels);
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

    private Statement whileLoop() {
        words.take();
        var condition = expressions.expression();
        scopes.openLoop();
        words.expect("do");
        var loop = closed(new Statement.Loop(Kind.WHILE, List.of(), List.of(condition), block()));
        scopes.close();
        return loop;
    }

    private Statement repeatLoop() {
        words.take();
        scopes.openLoop();
        scopes.open();
        var body = statements();
        words.expect("until");
        var loop = new Statement.Loop(Kind.REPEAT, List.of(), List.of(expressions.expression()), body);
        scopes.close();
        scopes.close();
        return loop;
    }

    private Statement forLoop() {
        words.take();
        scopes.openLoop();
        var symbols = assignments.names(HIDDEN);
        boolean numeric = words.at("=");
        words.expect(numeric ? "=" : "in");
        int registers = scopes.frame().registers();
        var heads = expressions.list();
        if (numeric && (symbols.size() != 1 || heads.size() < 2 || heads.size() > 3)) {
            throw words.unexpected("two or three numbers");
        }
        scopes.frame().release(registers);
        scopes.frame().hide(HIDDEN);
        words.expect("do");
        scopes.open();
        for (int i = 0; i < symbols.size(); i++) {
            symbols.get(i)
                    .define(numeric ? new Definition.Anything() : new Definition.Element(heads.getFirst(), i == 0));
            scopes.declare(symbols.get(i));
        }
        var loop = closed(new Statement.Loop(numeric ? Kind.COUNT : Kind.EACH, symbols, heads, block()));
        scopes.close();
        scopes.close();
        return loop;
    }

    @Override
    public Expression.Function body(boolean method) {
        scopes.openFunction(false);
        var parameters = Parameters.read(words, scopes, method);
        scopes.frame().takeVarargs(parameters.varargs());
        parameters.symbols().forEach(scopes::declare);
        var body = closed(statements());
        return new Expression.Function(parameters.symbols(), parameters.varargs(), body, scopes.closeFunction());
    }
}
