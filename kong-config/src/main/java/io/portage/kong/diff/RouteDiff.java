package io.portage.kong.diff;

import java.util.List;

/// What changed on some routes, the same on each.
///
/// @param kind such as `changed`
/// @param routes their names
/// @param matching what they take and where they lead
/// @param chain which plugins run
/// @param headers those whose verdict is another
public record RouteDiff(
        Kind kind, List<String> routes, List<Change> matching, List<Change> chain, List<HeaderChange> headers) {
    /// Whether the routes were and are there.
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    boolean isEmpty() {
        return kind == Kind.CHANGED && matching.isEmpty() && chain.isEmpty() && headers.isEmpty();
    }

    RouteDiff on(List<String> others) {
        return new RouteDiff(kind, others, matching, chain, headers);
    }
}
