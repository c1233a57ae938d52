package io.portage.kong.lua;

import java.util.ArrayList;
import java.util.List;

/// Several values in a row, such as a call gives and takes.
///
/// @param open whether others that nobody knows may follow
record Datums(List<Datum> list, boolean open) {
    static final Datums NONE = new Datums(List.of(), false);
    static final Datums UNKNOWN = new Datums(List.of(), true);

    static Datums of(Datum... list) {
        return new Datums(List.of(list), false);
    }

    /// Beyond the last there is nothing.
    Datum get(int index) {
        if (index < list.size()) {
            return list.get(index);
        }
        return open ? Datum.ANY : Datum.NIL;
    }

    Datums from(int index) {
        return new Datums(index < list.size() ? list.subList(index, list.size()) : List.of(), open);
    }

    /// These behind others.
    Datums after(List<Datum> others) {
        var all = new ArrayList<>(others);
        all.addAll(list);
        return new Datums(all, open);
    }
}
