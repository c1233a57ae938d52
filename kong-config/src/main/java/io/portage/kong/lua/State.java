package io.portage.kong.lua;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Where one way through the code has got to: what variables and tables hold, and what is known of the request.
final class State {
    /// What a header can be when the code begins.
    static final int ABSENT = 1;
    static final int EMPTY = 2;
    static final int FILLED = 4;
    static final int WHATEVER = ABSENT | EMPTY | FILLED;

    final Map<Integer, Datum> cells = new HashMap<>();
    final Map<Integer, Items> tables = new HashMap<>();
    final Map<Symbol, Datum> globals = new HashMap<>();
    /// What this way tells of each header, as bits; keys are in lower case with hyphens.
    final Map<String, Integer> sent = new HashMap<>();
    /// What headers hold now that the code has touched.
    final Map<String, Datum> touched = new HashMap<>();
    /// What was done to headers on this way.
    final Set<Touch> touches = new LinkedHashSet<>();
    /// Names that may have been touched without being known.
    final Set<Datum.Partly> blurs = new HashSet<>();

    State copy() {
        var copy = new State();
        copy.cells.putAll(cells);
        copy.tables.putAll(tables);
        copy.globals.putAll(globals);
        copy.sent.putAll(sent);
        copy.touched.putAll(touched);
        copy.blurs.addAll(blurs);
        copy.touches.addAll(touches);
        return copy;
    }

    int size() {
        return cells.size() + tables.size() + sent.size() + touched.size() + touches.size();
    }

    int sent(String header) {
        return sent.getOrDefault(header, WHATEVER);
    }

    /// Narrows what a header can be.
    ///
    /// @return whether anything is left
    boolean narrow(String header, int to) {
        int left = sent(header) & to;
        if (left != WHATEVER) {
            sent.put(header, left);
        }
        return left != 0 && agree(header, left);
    }

    /// What is there as it is spelled is there in one spelling or another, and what is not there in any is not there.
    private boolean agree(String header, int left) {
        var other = Headers.otherView(header);
        boolean exact = Headers.isExactly(header);
        boolean tells = exact ? (left & ABSENT) == 0 : left == ABSENT;
        if (!tells) {
            return true;
        }
        int others = sent(other) & (exact ? EMPTY | FILLED : ABSENT);
        sent.put(other, others);
        return others != 0;
    }

    Items items(int table) {
        return tables.getOrDefault(table, Items.OPEN);
    }

    /// What a header holds now.
    Datum header(String name) {
        if (blurs.stream().anyMatch(blur -> Headers.mayBe(blur, name))) {
            return Datum.ANY;
        }
        return touched.getOrDefault(name, new Datum.Sent(name));
    }

    /// What the next request finds of this one.
    void nextRequest() {
        sent.clear();
        touched.clear();
        blurs.clear();
        touches.clear();
        globals.clear();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof State that
                && cells.equals(that.cells)
                && tables.equals(that.tables)
                && sameRequest(that);
    }

    boolean sameRequest(State that) {
        return globals.equals(that.globals)
                && sent.equals(that.sent)
                && touched.equals(that.touched)
                && blurs.equals(that.blurs)
                && touches.equals(that.touches);
    }

    @Override
    public int hashCode() {
        return cells.hashCode() * 31 + sent.hashCode();
    }
}
