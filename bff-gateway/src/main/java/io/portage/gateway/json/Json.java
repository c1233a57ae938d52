package io.portage.gateway.json;

import io.portage.contract.JsonPointer;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A JSON document as the gateway reads it: members sorted, number literals as they were written.
public sealed interface Json {
    /// @param members the members, sorted by name
    record Obj(SortedMap<String, Json> members) implements Json {}

    record Arr(List<Json> items) implements Json {}

    record Str(String value) implements Json {}

    /// @param literal the number as it was written: `1.0` and `1` are two fingerprints
    record Num(String literal) implements Json {}

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}

    /// The value at a pointer; null where there is none.
    default @Nullable Json at(JsonPointer pointer) {
        @Nullable Json value = this;
        for (var token : pointer.tokens()) {
            value = switch (value) {
                case Obj(var members) -> members.get(token);
                case Arr(var items) -> item(items, token);
                case null, default -> null;
            };
        }
        return value;
    }

    private static @Nullable Json item(List<Json> items, String token) {
        // RFC 6901: no leading zeros, and nothing that is no index
        if (!token.matches("0|[1-9][0-9]{0,8}")) {
            return null;
        }
        int index = Integer.parseInt(token);
        return index < items.size() ? items.get(index) : null;
    }

    /// The string at a pointer; null where there is none, or something else.
    default @Nullable String textAt(JsonPointer pointer) {
        return at(pointer) instanceof Str(var value) ? value : null;
    }
}
