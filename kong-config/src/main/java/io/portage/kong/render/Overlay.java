package io.portage.kong.render;

import java.util.Arrays;
import java.util.Locale;

/// What may be added to the configuration that we ship.
public enum Overlay {
    /// The owning services by themselves, on a host of their own and outside every promise.
    SERVICES_DIRECT;

    /// The overlay of that name, such as `services-direct`.
    ///
    /// @throws IllegalArgumentException where there is none
    public static Overlay named(String text) {
        return Arrays.stream(values())
                .filter(overlay -> overlay.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("overlay: " + text + " (expected: services-direct)"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
