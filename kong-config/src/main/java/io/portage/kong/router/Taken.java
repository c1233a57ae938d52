package io.portage.kong.router;

import io.portage.kong.model.Route;
import java.util.List;

/// Which route takes a request.
public sealed interface Taken {
    /// That one.
    record By(Route route) implements Taken {}

    /// None: Kong answers 404.
    record Nobody() implements Taken {}

    /// One of these, or none: an expression, a look at more than the request, or an order that is not certain.
    record Unsure(List<Route> candidates) implements Taken {
        public Unsure {
            candidates = List.copyOf(candidates);
        }
    }
}
