package io.portage.kong.render;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Who reads what is rendered.
public enum Target {
    /// Kong itself, without a database.
    DBLESS,
    /// The command line tool decK; hosts and secrets are asked of its environment.
    DECK,
    /// Kong's ingress controller, with the Gateway API.
    KIC;

    /// The target of that name, such as `deck`.
    ///
    /// @throws IllegalArgumentException where there is none
    public static Target named(String text) {
        return Arrays.stream(values())
                .filter(target -> target.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("target: " + text + " (expected: "
                        + Arrays.stream(values()).map(Target::toString).collect(Collectors.joining(", ")) + ")"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
