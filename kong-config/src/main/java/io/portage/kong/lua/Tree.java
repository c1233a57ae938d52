package io.portage.kong.lua;

import java.util.List;
import java.util.stream.Stream;

/// What stands directly inside statements and expressions.
final class Tree {
    private Tree() {}

    static Stream<Expression> expressions(Statement statement) {
        return switch (statement) {
            case Statement.Local(var _, var values, var _) -> values.stream();
            case Statement.Assignment(var targets, var values) -> Stream.concat(targets.stream(), values.stream());
            case Statement.Invocation(var call) -> Stream.of(call);
            case Statement.Loop(var _, var _, var heads, var _) -> heads.stream();
            case Statement.If(var branches) -> branches.stream().map(Statement.Branch::condition);
            case Statement.Return(var values) -> values.stream();
            case Statement.Block _, Statement.Break _, Statement.Goto _, Statement.Label _ -> Stream.empty();
        };
    }

    static Stream<Statement> statements(Statement statement) {
        return switch (statement) {
            case Statement.Block(var body) -> body.stream();
            case Statement.Loop(var _, var _, var _, var body) -> body.stream();
            case Statement.If(var branches) -> branches.stream().flatMap(branch -> branch.body().stream());
            default -> Stream.empty();
        };
    }

    static Stream<Expression> expressions(Expression expression) {
        return switch (expression) {
            case Expression.Index(var of, var key, var _) -> Stream.of(of, key);
            case Expression.Call(var _, var callee, var arguments, var _) ->
                Stream.concat(Stream.of(callee), arguments.stream());
            case Expression.Table(var fields) ->
                fields.stream()
                        .flatMap(field ->
                                field.key() == null ? Stream.of(field.value()) : Stream.of(field.key(), field.value()));
            case Expression.Concatenation(var left, var right) -> Stream.of(left, right);
            case Expression.Choice(var _, var left, var right) -> Stream.of(left, right);
            case Expression.Single(var value) -> Stream.of(value);
            case Expression.Operation(var _, var operands) -> operands.stream();
            case Expression.Constant _,
                    Expression.Text _,
                    Expression.Name _,
                    Expression.Varargs _,
                    Expression.Function _ -> Stream.empty();
        };
    }

    /// The body of a function.
    static List<Statement> statements(Expression expression) {
        return expression instanceof Expression.Function(var _, var _, var body, var _) ? body : List.of();
    }
}
