package io.portage.kong.model;

import io.portage.kong.read.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that a reader of the configuration should know.
///
/// @param rule id of the rule, such as `headers/keeps-idempotency-key`; `kong/…` where Kong itself would refuse the
/// file
/// @param header the sync header it is about; null for none
/// @param route name of the route it is about; null for none
/// @param message what was found and what was expected
/// @param also further places without which it would not be gone
public record Finding(
        String rule,
        Level level,
        @Nullable String header,
        @Nullable String route,
        String message,
        Position at,
        List<Position> also) {
    public Finding {
        also = List.copyOf(also);
    }

    public static Finding of(String rule, Level level, String message, Position at) {
        return new Finding(rule, level, null, null, message, at, List.of());
    }

    public Finding on(@Nullable String other) {
        return new Finding(rule, level, header, other, message, at, also);
    }

    /// The same, for which something elsewhere would be enough as well.
    public Finding alsoAt(List<Position> others) {
        return new Finding(rule, level, header, route, message, at, others);
    }

    public Finding about(String other) {
        return new Finding(rule, level, other, route, message, at, also);
    }
}
