package io.portage.kong.lua;

import java.util.Set;
import java.util.TreeSet;

/// What an expression can be, as far as that is known without a run.
sealed interface Value {
    /// A part of what the code finds in its environment, by its dotted name.
    record Api(String path) implements Value {
        boolean isPowerful() {
            return !Meaning.isData(path) && Meaning.of(path).isPowerful();
        }
    }

    /// One of these texts.
    record Texts(Set<String> values) implements Value {}

    /// Exactly this table.
    record Items(Expression.Table table) implements Value {}

    /// Nothing yet.
    record Nothing() implements Value {}

    /// Anything that is no part of the environment's power.
    record Other() implements Value {}

    Value NOTHING = new Nothing();
    Value OTHER = new Other();

    /// One or the other.
    static Value either(Value left, Value right) {
        if (left.equals(right) || right == NOTHING) {
            return left;
        }
        if (left == NOTHING) {
            return right;
        }
        if (left instanceof Texts(var some) && right instanceof Texts(var others)) {
            var all = new TreeSet<>(some);
            all.addAll(others);
            return new Texts(all);
        }
        return isPowerful(left) || isPowerful(right) ? new Api(Meaning.UNDECIDED) : OTHER;
    }

    private static boolean isPowerful(Value value) {
        return value instanceof Api api && api.isPowerful();
    }
}
