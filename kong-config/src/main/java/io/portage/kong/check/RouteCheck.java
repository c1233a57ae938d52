package io.portage.kong.check;

import io.portage.kong.read.Node;
import io.portage.kong.read.Position;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a route must have for its protocols, and what the router must be able to take.
final class RouteCheck {
    private static final List<Set<String>> APART = List.of(
            Set.of("http", "https"), Set.of("tcp", "tls", "udp"), Set.of("tls_passthrough"), Set.of("grpc", "grpcs"));
    private static final Set<String> WITH_SNI = Set.of("grpcs", "https", "tls", "tls_passthrough");
    private static final List<String> MATCHES =
            List.of("snis", "sources", "destinations", "methods", "hosts", "paths", "headers");

    private final Target target;
    private final Problems problems;

    RouteCheck(Target target, Problems problems) {
        this.target = target;
        this.problems = problems;
    }

    void check(Node.Mapping route) {
        var values = new Values(route);
        var protocols = protocols(route);
        if (protocols.isEmpty()) {
            add(route.at(), "protocols: none (expected: at least one)");
            return;
        }
        if (APART.stream()
                        .filter(it -> it.stream().anyMatch(protocols::contains))
                        .count()
                > 1) {
            add(route.at(), "protocols: " + protocols + " (expected: all of one kind)");
        }
        if (protocols.stream().noneMatch(WITH_SNI::contains) && !values.isEmpty("snis")) {
            add(route.at(), "snis: said (expected: none without https, grpcs or tls)");
        }
        if (protocols.stream().anyMatch(it -> it.startsWith("grpc")) && isStripped(route)) {
            add(route.at(), "strip_path: true (expected: false with grpc and grpcs)");
        }
        attributes(route, values, protocols);
        if (!target.isTraditional()) {
            expression(route, values);
        }
    }

    private static Set<String> protocols(Node.Mapping route) {
        return route.get("protocols") instanceof Node.Items list
                ? list.items().stream()
                        .flatMap(it -> it instanceof Node.Text text ? Stream.of(text.value()) : Stream.empty())
                        .collect(Collectors.toCollection(LinkedHashSet::new))
                : Set.of();
    }

    /// Where nothing is said, grpc means false.
    private static boolean isStripped(Node.Mapping route) {
        return route.get("strip_path") instanceof Node.Bool bool
                && bool.value()
                && !bool.at().file().isEmpty();
    }

    private void attributes(Node.Mapping route, Values values, Set<String> protocols) {
        var needed = needed(protocols);
        if (!needed.isEmpty() && needed.stream().allMatch(values::isEmpty) && values.isEmpty("expression")) {
            add(route.at(), "route matches nothing (expected: one of " + String.join(", ", needed) + ")");
        }
    }

    private static List<String> needed(Set<String> protocols) {
        if (protocols.contains("https")) {
            return List.of("methods", "hosts", "headers", "paths", "snis");
        }
        if (protocols.contains("http")) {
            return List.of("methods", "hosts", "headers", "paths");
        }
        if (protocols.contains("grpcs")) {
            return List.of("hosts", "headers", "paths", "snis");
        }
        if (protocols.contains("grpc")) {
            return List.of("hosts", "headers", "paths");
        }
        return protocols.contains("tls_passthrough") ? List.of("snis") : List.of("sources", "destinations", "snis");
    }

    private void expression(Node.Mapping route, Values values) {
        if (!values.isEmpty("expression")) {
            if (target.flavor() == null) {
                problems.warn(
                        "kong/needs-expressions",
                        route.at(),
                        "expression: said (expected: router_flavor = expressions)");
            }
            if (MATCHES.stream().anyMatch(it -> !values.isEmpty(it)) || nonZero(values, "regex_priority")) {
                add(route.at(), "expression: said (expected: nothing else that matches)");
            }
        } else if (nonZero(values, "priority")) {
            add(route.at(), "priority: said (expected: only with an expression)");
        }
        if (values.get("headers") instanceof Node.Mapping headers) {
            headers.members().forEach(this::header);
        }
        if (values.get("paths") instanceof Node.Items paths) {
            paths.items().forEach(this::path);
        }
    }

    /// The old router matches with PCRE, the others with an engine that knows less.
    private void path(Node path) {
        if (path instanceof Node.Text text && text.value().startsWith("~")) {
            var expected = Regex.forRoute(text.value().substring(1));
            if (expected != null) {
                problems.add(
                        "kong/bad-value",
                        text.at(),
                        "paths[]: " + Shown.quoted(text.value()) + " (expected: " + expected + ")");
            }
        }
    }

    private static boolean nonZero(Values values, String field) {
        return values.get(field) instanceof Node.Number number && number.value() != 0;
    }

    private void header(Node.Member header) {
        var values = header.value() instanceof Node.Items list ? list.items() : List.<Node>of();
        if (values.isEmpty()) {
            add(header.at(), "headers." + header.name() + ": no value (expected: at least one)");
        }
        for (var value : values) {
            if (value instanceof Node.Text text && text.value().startsWith("~*")) {
                var expected = Regex.forRoute(text.value().substring(2).toLowerCase(Locale.ROOT));
                if (expected != null) {
                    add(
                            text.at(),
                            "headers." + header.name() + ": " + Shown.quoted(text.value()) + " (expected: " + expected
                                    + ")");
                }
            }
        }
    }

    private void add(Position at, String message) {
        problems.add("kong/bad-route", at, message);
    }
}
