package io.portage.kong.trace;

import io.portage.kong.model.KongConfig;
import io.portage.kong.model.Route;
import java.util.List;
import java.util.regex.Pattern;

/// The routes that can have taken a request. Which of several did, the recordings do not say.
final class Candidates {
    private final KongConfig config;

    Candidates(KongConfig config) {
        this.config = config;
    }

    List<Route> of(Exchange exchange) {
        return config.routes().stream()
                .filter(route -> route.service() != null && route.service().enabled())
                .filter(route -> takes(route, exchange))
                .toList();
    }

    private static boolean takes(Route route, Exchange exchange) {
        var path = exchange.plainPath();
        var method = route.methods().isEmpty() || route.methods().contains(exchange.method());
        var fits = route.paths().isEmpty() || route.paths().stream().anyMatch(it -> matches(it, path));
        var hosts = route.hosts().isEmpty()
                || route.hosts().stream().anyMatch(it -> Pattern.matches(glob(it), exchange.lowerHost()));
        return method && hosts && (fits || path.contains("//") || path.contains(".."));
    }

    private static boolean matches(String path, String requested) {
        return path.startsWith("~")
                ? Pattern.compile(path.substring(1)).matcher(requested).lookingAt()
                : requested.startsWith(path);
    }

    private static String glob(String host) {
        return host.replace(".", "\\.").replace("*", ".*");
    }
}
