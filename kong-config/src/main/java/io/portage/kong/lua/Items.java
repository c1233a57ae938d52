package io.portage.kong.lua;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known to be in a table of the code.
///
/// @param fields by key: constants only
/// @param open whether anything may be under any key
/// @param headers whether what has no field is what the request has under that name
/// @param meta the table that gives it its special ways; null where it has none
record Items(Map<Datum, Datum> fields, boolean open, boolean headers, Datum.@Nullable Table meta) {
    static final Items EMPTY = new Items(Map.of(), false, false, null);
    static final Items HEADERS = new Items(Map.of(), false, true, null);
    static final Items OPEN = new Items(Map.of(), true, false, null);

    Items with(Datum key, Datum value) {
        var all = new LinkedHashMap<>(fields);
        if (value.equals(Datum.NIL) && !headers) {
            all.remove(key);
        } else {
            all.put(key, value);
        }
        return new Items(all, open, headers, meta);
    }

    Items withMeta(Datum.@Nullable Table table) {
        return new Items(fields, open, headers, table);
    }

    /// Whether nothing is in it but what the fields say.
    boolean isClosed() {
        return !open && !headers && meta == null;
    }

    @Nullable
    Datum get(Datum key) {
        return fields.get(key);
    }

    /// How many there are under 1, 2, 3… and no other number; -1 where that is not known.
    int length() {
        int length = 0;
        while (fields.containsKey(new Datum.Num(length + 1))) {
            length++;
        }
        long numbers =
                fields.keySet().stream().filter(it -> it instanceof Datum.Num).count();
        boolean sure = isClosed()
                && numbers == length
                && fields.entrySet().stream()
                        .noneMatch(it -> it.getKey() instanceof Datum.Num
                                && it.getValue().mayBeNil());
        return sure ? length : -1;
    }
}
