package io.portage.kong.catalogue.effect;

import java.util.List;

/// All that a plugin instance can do to the headers of a request, in the order in which it does it.
///
/// @param rewrite before the route is found, which only global instances do
/// @param access after that
public record Effects(List<Effect> rewrite, List<Effect> access) {
    public static final Effects NONE = new Effects(List.of(), List.of());

    public Effects {
        rewrite = List.copyOf(rewrite);
        access = List.copyOf(access);
    }

    static Effects of(List<Effect> access) {
        return new Effects(List.of(), access);
    }

    /// Whether something of it cannot be known.
    public boolean isOpaque() {
        return access.stream().anyMatch(Effect.Anything.class::isInstance)
                || rewrite.stream().anyMatch(Effect.Anything.class::isInstance);
    }
}
