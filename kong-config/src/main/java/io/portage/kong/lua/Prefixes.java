package io.portage.kong.lua;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds in a condition what a variable begins with where it holds, such as `name:sub(1, 2) == "x-"`.
///
/// @param variable what begins so, in one letter case or another
record Prefixes(Expression variable, Datum.Partly beginning) {
    private static final Expression ONE = new Expression.Constant("1");

    /// What a call says that gives something.
    static @Nullable Prefixes given(Expression condition) {
        if (!(condition instanceof Expression.Call call) || !isOneOf(call, "find", "match")) {
            return null;
        }
        var parts = parts(call);
        var prefix = parts.size() == 2 && parts.get(1) instanceof Expression.Text(var pattern)
                ? Texts.beginning(new Datum.Text(pattern))
                : null;
        return prefix == null ? null : of(parts.getFirst(), prefix);
    }

    /// What it says that two parts are equal.
    static @Nullable Prefixes equal(Expression one, Expression other) {
        if (!(one instanceof Expression.Call call)) {
            return null;
        }
        var parts = parts(call);
        if (other instanceof Expression.Text(var prefix)
                && isOneOf(call, "sub", "sub")
                && parts.size() == 3
                && parts.get(1).equals(ONE)
                && parts.get(2) instanceof Expression.Constant(var length)
                && length.equals(Integer.toString(prefix.length()))) {
            return of(parts.getFirst(), prefix);
        }
        boolean first = other.equals(ONE) && isOneOf(call, "find", "find") && parts.size() == 4;
        return first
                        && parts.get(1) instanceof Expression.Text(var prefix)
                        && parts.get(3).equals(new Expression.Constant("true"))
                ? of(parts.getFirst(), prefix)
                : null;
    }

    private static @Nullable Prefixes of(Expression text, String prefix) {
        var variable = text;
        while (variable instanceof Expression.Call call
                && isOneOf(call, "lower", "upper")
                && parts(call).size() == 1) {
            variable = parts(call).getFirst();
        }
        return variable instanceof Expression.Name && Texts.isPlain(prefix)
                ? new Prefixes(variable, new Datum.Partly(prefix, ""))
                : null;
    }

    private static boolean isOneOf(Expression.Call call, String one, String other) {
        return call.callee() instanceof Expression.Index(var of, Expression.Text(var name), var _)
                && (name.equals(one) || name.equals(other))
                && (call.method() || isLibrary(of));
    }

    private static boolean isLibrary(Expression of) {
        return of instanceof Expression.Name(var symbol, var _)
                && symbol.global()
                && symbol.name().equals("string");
    }

    /// The text and what is asked of it.
    private static List<Expression> parts(Expression.Call call) {
        if (!call.method() || !(call.callee() instanceof Expression.Index(var of, var _, var _))) {
            return call.arguments();
        }
        var parts = new ArrayList<Expression>(List.of(of));
        parts.addAll(call.arguments());
        return parts;
    }
}
