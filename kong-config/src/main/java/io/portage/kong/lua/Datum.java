package io.portage.kong.lua;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a value of Lua is known to be at one point of a dry run.
sealed interface Datum {
    record Nil() implements Datum {}

    record Bool(boolean value) implements Datum {}

    record Num(double value) implements Datum {}

    record Text(String value) implements Datum {}

    /// Some text that begins and ends like that.
    record Partly(String prefix, String suffix) implements Datum {}

    /// What the request has under that name when the code begins: a text, or nothing.
    record Sent(String header) implements Datum {}

    /// How long that text is.
    record LengthOf(String header) implements Datum {}

    /// A part of what the code finds in its environment, by its dotted name.
    record Api(String path) implements Datum {
        boolean isPowerful() {
            return !Meaning.isData(path) && Meaning.of(path).isPowerful();
        }
    }

    /// A function of the code itself, with the variables that it sees.
    record Closure(Expression.Function code, Env env) implements Datum {
        @Override
        public boolean equals(Object other) {
            return other instanceof Closure(var itsCode, var itsEnv) && itsCode == code && itsEnv == env;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(code) * 31 + System.identityHashCode(env);
        }
    }

    /// A table of the code itself; what is in it depends on when one looks.
    record Table(int id) implements Datum {}

    /// What `pairs` and `ipairs` give for a loop.
    ///
    /// @param counted whether it walks along 1, 2, 3…
    record Walker(int table, boolean counted) implements Datum {}

    /// One of these.
    record OneOf(Set<Datum> choices) implements Datum {}

    /// Anything that has no power over headers.
    record Any() implements Datum {}

    int MOST_CHOICES = 8;
    Datum NIL = new Nil();
    Datum ANY = new Any();
    Datum TRUE = new Bool(true);
    Datum FALSE = new Bool(false);
    Datum SOME_TEXT = new Partly("", "");
    Datum NOTHING_OR_FALSE = new OneOf(Set.of(NIL, FALSE));

    /// A number; what compares in another way than it looks is not followed.
    static Datum number(double value) {
        boolean odd = Double.isNaN(value) || (value == 0 && 1 / value < 0);
        return odd ? ANY : new Num(value);
    }

    /// All that it may be.
    default Set<Datum> choices() {
        return this instanceof OneOf(var choices) ? choices : Set.of(this);
    }

    static Datum oneOf(Iterable<Datum> choices) {
        var all = new LinkedHashSet<Datum>();
        choices.forEach(choice -> all.addAll(choice.choices()));
        return all.size() == 1 ? all.iterator().next() : new OneOf(all);
    }

    static Datum oneOf(Datum one, Datum other) {
        return oneOf(List.of(one, other));
    }

    /// Whether it is known completely, and the same whenever one looks.
    default boolean isConstant() {
        return this instanceof Nil || this instanceof Bool || this instanceof Num || this instanceof Text;
    }

    /// Whether it may be nothing.
    default boolean mayBeNil() {
        return choices().stream()
                .anyMatch(it -> it instanceof Nil || it instanceof Sent || it instanceof Any || it instanceof Api);
    }

    /// Whether it is a text for sure.
    default boolean isText() {
        return this instanceof Text || this instanceof Partly;
    }
}
