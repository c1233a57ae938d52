package io.portage.kong.render;

import io.portage.contract.PathTemplate;
import io.portage.contract.PathTemplate.Segment;
import java.util.stream.Collectors;

/// A path of the sync contract as Kong writes it: exactly that path. A prefix would also take `/v1/ordersX`.
final class Paths {
    private Paths() {}

    static String of(PathTemplate path) {
        return path.segments().stream().map(Paths::of).collect(Collectors.joining("/", "~/", "$"));
    }

    /// Captures have no names: nothing uses them, and they would be patients' identifiers.
    private static String of(Segment segment) {
        return switch (segment) {
            case Segment.Literal(var text) -> text.replace(".", "\\.");
            case Segment.Variable _ -> "[^/]+";
            // Kong has already merged slashes, so that one more character is one more segment
            case Segment.Rest() -> ".+";
        };
    }
}
