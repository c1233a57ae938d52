package io.portage.kong.router;

import io.portage.kong.model.Route;
import java.util.List;

/// Two routes that are in each other's way.
///
/// @param route the one that loses, or the later one of equals
/// @param paths of it, as declared; those that it is about
/// @param whole whether it is about all of the route
/// @param other the one that wins, or the first one of equals
/// @param example a request that both match; empty where none is known
/// @param more how many other routes are as much in its way
public record Overlap(
        Route route, List<String> paths, boolean whole, Route other, Kind kind, String example, int more) {
    /// In which way.
    public enum Kind {
        /// The other wins each request.
        DEAD,
        /// Nobody says which wins.
        AMBIGUOUS,
        /// Nobody can even say whether a request matches both.
        UNCERTAIN
    }
}
