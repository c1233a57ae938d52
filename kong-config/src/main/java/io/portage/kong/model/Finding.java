package io.portage.kong.model;

import io.portage.kong.read.Position;
import org.jspecify.annotations.Nullable;

/// Something that a reader of the configuration should know.
///
/// @param rule id of the rule, such as `headers/keeps-idempotency-key`; `kong/…` where Kong itself would refuse the
/// file
/// @param header the sync header it is about; null for none
/// @param route name of the route it is about; null for none
/// @param message what was found and what was expected
public record Finding(
        String rule,
        Level level,
        @Nullable String header,
        @Nullable String route,
        String message,
        Position at) {
    public static Finding of(String rule, Level level, String message, Position at) {
        return new Finding(rule, level, null, null, message, at);
    }

    public Finding on(@Nullable String other) {
        return new Finding(rule, level, header, other, message, at);
    }

    public Finding about(String other) {
        return new Finding(rule, level, other, route, message, at);
    }
}
