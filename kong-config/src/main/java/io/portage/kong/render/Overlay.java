package io.portage.kong.render;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What may be added to the configuration that we ship.
public enum Overlay {
    /// The owning services by themselves, on a host of their own and outside every promise.
    SERVICES_DIRECT,
    /// Browsers that hold a session of the gateway instead of a token, on a host of their own.
    BROWSER_SESSIONS;

    /// The overlay of that name, such as `services-direct`.
    ///
    /// @throws IllegalArgumentException where there is none
    public static Overlay named(String text) {
        return Arrays.stream(values())
                .filter(overlay -> overlay.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("overlay: " + text + " (expected: "
                        + Arrays.stream(values()).map(Overlay::toString).collect(Collectors.joining(", ")) + ")"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
