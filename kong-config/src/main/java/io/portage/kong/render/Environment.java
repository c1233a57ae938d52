package io.portage.kong.render;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Where a configuration is meant to run.
public enum Environment {
    DEV,
    STAGE,
    PROD;

    /// The environment of that name, such as `stage`.
    ///
    /// @throws IllegalArgumentException where there is none
    public static Environment named(String text) {
        return Arrays.stream(values())
                .filter(environment -> environment.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("environment: " + text + " (expected: "
                        + Arrays.stream(values()).map(Environment::toString).collect(Collectors.joining(", ")) + ")"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
