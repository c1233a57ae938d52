package io.portage.kong.lua;

import io.portage.kong.lua.Symbol.Definition;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Says what expressions can be. A variable is all that is ever put into it, whatever the order.
final class Values {
    private static final int MOST_TEXTS = 200;
    private final Uses uses;
    private final Set<Symbol> open = new HashSet<>();

    Values(Uses uses) {
        this.uses = uses;
    }

    Value of(Expression expression) {
        return switch (expression) {
            case Expression.Text(var text) -> new Value.Texts(Set.of(text));
            case Expression.Constant constant -> constant.text().equals("nil") ? Value.NOTHING : Value.OTHER;
            case Expression.Name(var symbol, var _) -> of(symbol);
            case Expression.Index index -> of(index);
            case Expression.Choice(var _, var left, var right) -> Value.either(of(left), of(right));
            case Expression.Single(var value) -> of(value);
            case Expression.Concatenation(var left, var right) -> joined(of(left), of(right));
            case Expression.Table table -> new Value.Items(table);
            case Expression.Call _, Expression.Function _, Expression.Operation _, Expression.Varargs _ -> Value.OTHER;
        };
    }

    private Value of(Symbol symbol) {
        if (symbol.global() && symbol.definitions().isEmpty()) {
            return new Value.Api(symbol.name());
        }
        if (!open.add(symbol)) {
            return Value.OTHER;
        }
        Value value = Value.NOTHING;
        for (var definition : symbol.definitions()) {
            value = Value.either(value, of(definition));
        }
        open.remove(symbol);
        return symbol.global() || (value instanceof Value.Items && !uses.isReadOnly(symbol))
                ? known(symbol, value)
                : value;
    }

    /// Other code may have written there as well.
    private static Value known(Symbol symbol, Value value) {
        boolean powerful = value instanceof Value.Api api && api.isPowerful();
        boolean environment = symbol.global()
                && new Value.Api(symbol.name()).isPowerful()
                && Meaning.of(symbol.name()) != Meaning.UNKNOWN;
        return powerful || environment ? new Value.Api(Meaning.UNDECIDED) : Value.OTHER;
    }

    private Value of(Definition definition) {
        return switch (definition) {
            case Definition.Value(var expression) -> of(expression);
            case Definition.Element(var of, var key) -> element(of, key);
            case Definition.Anything() -> Value.OTHER;
        };
    }

    private Value of(Expression.Index index) {
        var name = of(index.key());
        return switch (of(index.of())) {
            case Value.Api(var path) ->
                name instanceof Value.Texts(var names) && names.size() == 1
                        ? new Value.Api(inside(path, names.iterator().next()))
                        : new Value.Api(path + ".?");
            case Value.Items(var table) -> name instanceof Value.Texts(var names) ? field(table, names) : any(table);
            default -> Value.OTHER;
        };
    }

    private static String inside(String path, String name) {
        return path.equals("_G") ? name : path + "." + name;
    }

    private Value field(Expression.Table table, Set<String> names) {
        var value = Value.NOTHING;
        for (var field : table.fields()) {
            var key = field.key() == null ? Value.NOTHING : of(field.key());
            if (key == Value.OTHER) {
                return any(table);
            }
            if (key instanceof Value.Texts(var keys) && keys.stream().anyMatch(names::contains)) {
                value = Value.either(value, of(field.value()));
            }
        }
        return value;
    }

    private Value any(Expression.Table table) {
        return table.fields().stream().map(field -> of(field.value())).reduce(Value.NOTHING, Value::either);
    }

    /// What `ipairs` and `pairs` give of a table that is known.
    private Value element(Expression of, boolean key) {
        if (!(of instanceof Expression.Call call)
                || call.arguments().size() != 1
                || !(of(call.callee()) instanceof Value.Api(var path))
                || !(path.equals("ipairs") || path.equals("pairs"))
                || !(of(call.arguments().getFirst()) instanceof Value.Items(var table))) {
            return Value.OTHER;
        }
        return key ? keys(table) : any(table);
    }

    /// The names that a table sets, where all are known.
    Value keys(Expression.Table table) {
        var value = Value.NOTHING;
        for (var field : table.fields()) {
            value = Value.either(value, field.key() == null ? Value.OTHER : of(field.key()));
        }
        return value;
    }

    private static Value joined(Value left, Value right) {
        if (left instanceof Value.Texts(var heads)
                && right instanceof Value.Texts(var tails)
                && heads.size() * tails.size() <= MOST_TEXTS) {
            return new Value.Texts(heads.stream()
                    .flatMap(head -> tails.stream().map(tail -> head + tail))
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
        return Value.OTHER;
    }
}
