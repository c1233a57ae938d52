package io.portage.gateway.caller;

import io.portage.contract.JsonPointer;
import io.portage.gateway.json.Json;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The payload of a token, by the kinds of its claims. A claim of another kind than expected is as good as none; an
/// instant of another kind is a fault.
///
/// @param payload the whole of it
record TokenClaims(Json.Obj payload) {
    /// Beyond the year 9999 no instant is meant.
    private static final double LATEST = 253_402_300_799d;

    boolean has(String name) {
        return payload.members().containsKey(name);
    }

    @Nullable
    String text(String name) {
        return payload.members().get(name) instanceof Json.Str(var text) ? text : null;
    }

    @Nullable
    String text(JsonPointer pointer) {
        return payload.textAt(pointer);
    }

    /// A list of texts, or one text with spaces between them; null where there is neither.
    @Nullable
    Set<String> texts(JsonPointer pointer) {
        return switch (payload.at(pointer)) {
            case Json.Str(var text) -> words(text);
            case Json.Arr(var items) -> texts(items);
            case null, default -> null;
        };
    }

    /// RFC 7519: one text, or a list of them.
    boolean isFor(Set<String> audiences) {
        return switch (payload.members().get("aud")) {
            case Json.Str(var one) -> audiences.contains(one);
            case Json.Arr(var items) -> texts(items).stream().anyMatch(audiences::contains);
            case null, default -> false;
        };
    }

    /// Seconds since 1970; null where there is no such claim.
    ///
    /// @throws io.portage.gateway.problem.RejectedException where it is something else
    @Nullable
    Instant instant(String name) {
        if (!has(name)) {
            return null;
        }
        if (payload.members().get(name) instanceof Json.Num(var literal)) {
            double seconds = Double.parseDouble(literal);
            if (Math.abs(seconds) <= LATEST) {
                return Instant.ofEpochMilli((long) Math.floor(seconds * 1000));
            }
        }
        throw TokenRefusal.invalid(name + " is no instant (expected: seconds since 1970)");
    }

    private static Set<String> words(String text) {
        var words = new HashSet<>(List.of(text.split(" ", -1)));
        words.remove("");
        return words;
    }

    private static Set<String> texts(List<Json> items) {
        var texts = new HashSet<String>();
        for (var item : items) {
            if (item instanceof Json.Str(var text)) {
                texts.add(text);
            }
        }
        return texts;
    }
}
