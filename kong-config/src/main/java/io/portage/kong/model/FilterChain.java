package io.portage.kong.model;

import io.portage.kong.read.Node;
import io.portage.kong.read.Position;
import org.jspecify.annotations.Nullable;

/// Wasm filters that run for a route, or for the routes of a service, and may do anything to a request.
public record FilterChain(
        Position at, @Nullable Route route, @Nullable Service service) {
    /// Whether it runs for that route.
    public boolean isFor(Route other) {
        return route == null ? service != null && service == other.service() : route == other;
    }

    /// Whether it is on, and one of its filters is.
    static boolean runs(Declared it) {
        return it.bool("enabled", true)
                && it.node().get("filters") instanceof Node.Items filters
                && filters.items().stream().anyMatch(FilterChain::isOn);
    }

    private static boolean isOn(Node filter) {
        return !(filter instanceof Node.Mapping mapping
                && mapping.get("enabled") instanceof Node.Bool bool
                && !bool.value());
    }
}
