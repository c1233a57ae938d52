package io.portage.kong.render;

import java.util.ArrayList;
import java.util.List;

/// The HTTPRoute of a route. The controller crosses all paths of an HTTPRoute with all its methods, so each route is an
/// HTTPRoute of its own; the Gateway API takes eight matches in a rule.
final class RouteManifest {
    private static final int MATCHES = 8;

    private RouteManifest() {}

    static Tree of(Tree route, String service, Address address, Kubernetes kubernetes) {
        var manifest = kubernetes.manifest("gateway.networking.k8s.io/v1", "HTTPRoute", route.text("name"));
        manifest.tree("metadata")
                .put(
                        "annotations",
                        Kubernetes.annotations(
                                        route,
                                        "strip_path",
                                        "preserve_host",
                                        "protocols",
                                        "https_redirect_status_code",
                                        "request_buffering",
                                        "response_buffering",
                                        "tags")
                                .withDefaults(Kubernetes.plugins(route)));
        var parent = new Tree().put("name", kubernetes.gateway());
        var spec = new Tree().put("parentRefs", List.of(parent)).put("hostnames", route.get("hosts"));
        return manifest.put("spec", spec.put("rules", rules(route, backend(service, address))));
    }

    private static List<Tree> rules(Tree route, Tree backend) {
        var matches = matches(route);
        var rules = new ArrayList<Tree>();
        for (int from = 0; from < matches.size(); from += MATCHES) {
            rules.add(new Tree()
                    .put("matches", matches.subList(from, Math.min(from + MATCHES, matches.size())))
                    .put("backendRefs", List.of(backend)));
        }
        return rules;
    }

    private static List<Tree> matches(Tree route) {
        var matches = new ArrayList<Tree>();
        for (var path : route.texts("paths")) {
            for (var method : route.texts("methods")) {
                matches.add(new Tree().put("path", path(path)).put("method", method));
            }
        }
        return matches;
    }

    /// Exact would not do: the controller makes a regular expression of it and forgets to escape the dots.
    private static Tree path(String path) {
        return new Tree().put("type", "RegularExpression").put("value", path.substring(1));
    }

    private static Tree backend(String service, Address address) {
        return new Tree().put("name", service).put("port", address.port());
    }
}
