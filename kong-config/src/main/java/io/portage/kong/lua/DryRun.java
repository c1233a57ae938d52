package io.portage.kong.lua;

import io.portage.kong.read.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Goes through code on all its ways at once, without running it, and notes what it does to headers.
final class DryRun {
    private static final int MOST_STEPS = 1_000_000;
    private static final int DEEPEST = 60;
    private static final int MOST_KNOWN = 100;
    private static final int MOST_OF_ONE = 4;

    final Notes notes = new Notes();
    final Sandbox sandbox;
    private final Marks marks;
    final Hindsight hindsight;
    final Joins joins = new Joins(this);
    final Escapes escapes = new Escapes(this);
    final Access access = new Access(this);
    final Evaluation evaluation = new Evaluation(this);
    final Conditions conditions = new Conditions(this);
    final Statements statements = new Statements(this);
    final Invocations invocations = new Invocations(this);

    private final Deque<Activation> stack = new ArrayDeque<>();
    private final Deque<List<State>> catchers = new ArrayDeque<>();
    private Position at;
    private String function = "";
    private int cells;
    private int tables;
    private int steps;
    private int nested;
    private boolean doubtful;
    private int frozen;
    private int changes;
    private final Set<Touch> seen = new LinkedHashSet<>();
    private final Set<Thawed> thawed = new HashSet<>();

    /// A function that runs.
    private record Activation(Expression.Function code, Datums varargs) {}

    /// There is more in the code than can be looked at.
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuch() {
            super("too much", null, false, false);
        }
    }

    DryRun(Sandbox sandbox, Marks marks, Hindsight hindsight, Position at) {
        this.sandbox = sandbox;
        this.marks = marks;
        this.hindsight = hindsight;
        this.at = at;
    }

    /// Whether something jumps to that label.
    boolean isTarget(String label) {
        return marks.targets().contains(label);
    }

    /// Makes ready for code that runs more than once: what its functions write stays.
    void last() {
        marks.lasting().forEach(hindsight::share);
    }

    /// From here on, tables that are there already are what later requests find.
    void freeze() {
        frozen = tables;
    }

    /// Something is put into a table.
    ///
    /// @param key under which key; null for any
    ///
    /// @return whether later requests find it
    boolean written(int table, @Nullable Datum key) {
        boolean lasting = table < frozen;
        if (lasting) {
            thawed.add(new Thawed(table, key));
        }
        return lasting;
    }

    /// What of the tables of earlier requests was written.
    Set<Thawed> thawed() {
        return thawed;
    }

    /// A part of a table that is not as it was.
    ///
    /// @param key null for all of it
    record Thawed(int table, @Nullable Datum key) {}

    /// Whether there was an error that nobody caught.
    boolean hasRaised() {
        return !catchers.getLast().isEmpty();
    }

    /// Whether there may have been one.
    boolean mayHaveRaised() {
        return doubtful || hasRaised();
    }

    /// Whether the code writes a global variable of that name.
    boolean writes(String global) {
        return marks.globals().contains(global);
    }

    Position at() {
        return at;
    }

    void at(Position now) {
        at = now;
    }

    /// The outermost function that runs, by its name; empty where none does.
    String function() {
        return function;
    }

    /// Does something as the function of that name, unless it is done by another.
    void within(String name, Runnable part) {
        var outer = function;
        function = outer.isEmpty() ? name : outer;
        part.run();
        function = outer;
    }

    int newCell() {
        return cells++;
    }

    Datum.Table newTable(State state, Items items) {
        state.tables.put(tables, items);
        return new Datum.Table(tables++);
    }

    void spend(int cost) {
        steps += cost;
        if (steps > MOST_STEPS) {
            throw new TooMuch();
        }
    }

    State fork(State state) {
        spend(1 + state.size() / 4);
        return bounded(state).copy();
    }

    /// Lets go of what a way knows where that is more than can be carried on: it counts in any case then.
    private State bounded(State state) {
        if (state.touches.size() > MOST_KNOWN) {
            state.touches.forEach(notes::touch);
            state.touches.clear();
        }
        if (state.sent.size() > MOST_KNOWN) {
            state.sent.clear();
        }
        if (state.touched.size() > MOST_KNOWN) {
            state.touched.clear();
            state.blurs.add(new Datum.Partly("", ""));
        }
        return state;
    }

    /// Labels lie in each other as far as jumps may lead back to them.
    void nest(int labels) {
        nested += labels;
        if (nested > MOST_KNOWN) {
            throw new TooMuch();
        }
    }

    boolean canEnter(Expression.Function code) {
        return stack.size() < DEEPEST
                && stack.stream().filter(it -> it.code() == code).count() < MOST_OF_ONE;
    }

    void enter(Expression.Function code, Datums varargs) {
        stack.push(new Activation(code, varargs));
    }

    void leave() {
        stack.pop();
    }

    Datums varargs() {
        return stack.element().varargs();
    }

    /// From here on errors come to whoever calls this.
    void protect() {
        catchers.push(new ArrayList<>());
    }

    /// The ways on which there was an error.
    List<State> caught() {
        return catchers.pop();
    }

    /// A header is touched, which counts where this way goes on.
    void touch(State state, Touch.Effect effect, String header) {
        var touch = new Touch(effect, header, at, function);
        changes++;
        state.touches.add(touch);
        seen.add(touch);
    }

    /// How often something was touched.
    int changes() {
        return changes;
    }

    /// Counts every touch, wherever its way led.
    void noteAll() {
        seen.forEach(notes::touch);
    }

    /// There is an error on this way, for sure.
    void raise(State state) {
        var catcher = catchers.element();
        catcher.add(state);
        if (catcher.size() > Joins.MOST_WAYS) {
            var one = joins.join(catcher, false);
            catcher.clear();
            catcher.add(one);
        }
    }

    /// There may be an error on this way, which matters only to who catches it, and to later requests.
    void mayRaise(State state) {
        if (catchers.size() > 1) {
            raise(fork(state));
        } else {
            doubtful = true;
        }
    }
}
