package io.portage.kong.rule;

import io.portage.contract.Operation;
import io.portage.contract.PathTemplate;
import io.portage.contract.PathTemplate.Segment;
import io.portage.kong.model.Route;
import io.portage.kong.router.Matching;
import io.portage.kong.router.Request;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Requests of an operation, as examples.
public final class OperationRequests {
    private static final String OUTSIDE = "outside-promise";

    private OperationRequests() {}

    public static String path(PathTemplate template) {
        return template.segments().stream()
                .map(it -> switch (it) {
                    case Segment.Literal(var text) -> text;
                    case Segment.Variable _ -> "7b9f1c2e";
                    case Segment.Rest _ -> "Patient/7b9f1c2e";
                })
                .collect(Collectors.joining("/", "/", ""));
    }

    /// One for each host that the route takes.
    public static Stream<Request> to(Route route, String method, PathTemplate path) {
        var headers = route.headers().entrySet().stream()
                .filter(it -> !it.getValue().getFirst().startsWith("~*"))
                .collect(Collectors.toMap(it -> it.getKey(), it -> it.getValue().subList(0, 1)));
        var hosts = route.hosts().isEmpty() ? Stream.of("kong") : route.hosts().stream();
        return hosts.map(host -> new Request(method, host.replace("*", "kong"), path(path), headers));
    }

    /// The routes that may take a request of that method and of the operation's path.
    public static Stream<Route> takers(Matching matching, Operation operation, String method) {
        return matching.onPath(path(operation.path()))
                .filter(route -> to(route, method, operation.path()).anyMatch(it -> matching.canTake(route, it)));
    }

    /// Whether what is promised is promised on that route.
    public static boolean isPromised(Route route) {
        var service = route.service();
        return !route.tags().contains(OUTSIDE)
                && (service == null || !service.tags().contains(OUTSIDE));
    }
}
