package io.portage.kong.render;

import java.util.ArrayDeque;
import java.util.List;
import java.util.regex.Pattern;

/// Which routes of a file match a request, by the rules of the flavour `traditional_compatible`: every kind of
/// condition
/// that a route has must hold, regular expressions are anchored at the front, and paths are normalised first.
record KongRouter(List<Tree> routes) {
    static KongRouter of(Tree file) {
        return new KongRouter(Rendered.routes(file));
    }

    List<String> matching(String method, String host, String path) {
        var normal = normalised(path);
        return routes.stream()
                .filter(route -> route.texts("methods").contains(method))
                .filter(route -> !route.has("hosts") || route.texts("hosts").contains(host))
                .filter(route -> route.texts("paths").stream().anyMatch(it -> matches(it, normal)))
                .map(route -> route.text("name"))
                .toList();
    }

    private static boolean matches(String path, String request) {
        return path.startsWith("~")
                ? Pattern.compile(path.substring(1)).matcher(request).lookingAt()
                : request.startsWith(path);
    }

    /// Slashes merged, dot segments resolved; an encoded slash stays.
    private static String normalised(String path) {
        var segments = new ArrayDeque<String>();
        var parts = path.replaceFirst("^/+", "").split("/+", -1);
        for (var part : parts) {
            switch (part) {
                case "." -> {}
                case ".." -> segments.pollLast();
                default -> segments.addLast(part);
            }
        }
        return "/" + String.join("/", segments);
    }
}
