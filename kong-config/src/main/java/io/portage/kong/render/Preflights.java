package io.portage.kong.render;

import java.util.List;
import java.util.stream.Stream;

/// The route that browsers' preflights need: Kong answers them only where some route takes OPTIONS, and there must be
/// one for each path only, since two would be equally good.
final class Preflights {
    private Preflights() {}

    /// The same services, and at each one that asks for `preflights` a route for all paths of them all that carry one
    /// of its `routes-of`, or of all where it names none.
    static List<Tree> added(List<Tree> services, Tree defaults, String prefix) {
        return services.stream()
                .map(service -> service.texts("routes-for").contains("preflights")
                        ? added(service, services, defaults, prefix)
                        : service)
                .toList();
    }

    private static Tree added(Tree service, List<Tree> services, Tree defaults, String prefix) {
        var owner = service.get("routes-of");
        var paths = services.stream()
                .filter(other -> owner == null || owner.equals(other.get("routes-of")))
                .flatMap(other -> other.trees("routes").stream())
                .flatMap(route -> route.texts("paths").stream())
                .distinct()
                .sorted()
                .toList();
        var route = new Tree()
                .put("name", prefix + (owner == null ? "preflights" : owner + ".preflights"))
                .put("methods", List.of("OPTIONS"))
                .put("paths", paths)
                .put("tags", service.texts("tags"))
                .withDefaults(defaults);
        return service.without("routes")
                .put(
                        "routes",
                        Stream.concat(service.trees("routes").stream(), Stream.of(route))
                                .toList());
    }
}
