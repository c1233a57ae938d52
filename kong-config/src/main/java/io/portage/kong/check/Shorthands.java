package io.portage.kong.check;

import io.portage.kong.catalogue.Shorthand;
import io.portage.kong.model.ServiceUrl;
import io.portage.kong.read.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts older names of fields, and a service's `url`, where they belong.
final class Shorthands {
    private static final Set<String> UNHASHED = Set.of("least-connections", "latency");

    private Shorthands() {}

    static Node.Mapping expand(String owner, String entity, Node.Mapping said, Problems problems) {
        return switch (entity) {
            case "services" -> url(said, problems);
            case "upstreams" -> hashing(said);
            case "plugins" -> older(owner, said, problems);
            default -> said;
        };
    }

    private static Node.Mapping older(String owner, Node.Mapping said, Problems problems) {
        var expanded = said;
        for (var shorthand : Shorthand.of(owner)) {
            var old = new Values(said).get(shorthand.field());
            if (old == null) {
                continue;
            }
            var now = new Values(said).get(shorthand.target());
            if (now == null || shorthand.both().equals("shorthand")) {
                expanded = with(expanded, shorthand.target(), renamed(old));
            } else if (shorthand.both().equals("same") && !FieldCheck.same(old, now)) {
                problems.add(
                        "kong/fields-together",
                        old.at(),
                        shorthand.field() + ": differs from " + shorthand.target()
                                + " (expected: the same, or one of them)");
            }
        }
        return expanded;
    }

    /// A session's `off` is called Lax now.
    private static Node renamed(Node old) {
        return old instanceof Node.Text text && text.value().equals("off") ? new Node.Text(text.at(), "Lax") : old;
    }

    /// The mapping with a value at a dotted path.
    private static Node.Mapping with(Node.Mapping mapping, String path, Node value) {
        var dot = path.indexOf('.');
        var name = dot < 0 ? path : path.substring(0, dot);
        if (dot >= 0 && !holds(mapping.get(name))) {
            return mapping;
        }
        var inner = dot < 0
                ? value
                : with(
                        mapping.get(name) instanceof Node.Mapping it ? it : new Node.Mapping(value.at(), List.of()),
                        path.substring(dot + 1),
                        value);
        return replace(mapping, name, inner);
    }

    private static boolean holds(@Nullable Node value) {
        return value == null
                || value instanceof Node.Null
                || value instanceof Node.Mapping
                || value instanceof Node.Items;
    }

    private static Node.Mapping replace(Node.Mapping mapping, String name, @Nullable Node value) {
        var members = new ArrayList<>(mapping.members());
        members.removeIf(member -> member.name().equals(name));
        if (value != null) {
            members.add(new Node.Member(value.at(), name, value));
        }
        return new Node.Mapping(mapping.at(), members);
    }

    private static Node.Mapping url(Node.Mapping said, Problems problems) {
        var url = said.get("url");
        if (url == null) {
            return said;
        }
        var rest = replace(said, "url", null);
        if (!(url instanceof Node.Text text)) {
            if (!(url instanceof Node.Null)) {
                problems.add("kong/wrong-type", url.at(), "url: " + Shown.of("", url) + " (expected: a text)");
            }
            return rest;
        }
        if (text.value().contains("${{")) {
            return fromEnvironment(rest, text);
        }
        return parts(rest, text, problems);
    }

    private static Node.Mapping fromEnvironment(Node.Mapping said, Node.Text url) {
        return replace(said, "host", url);
    }

    private static Node.Mapping parts(Node.Mapping said, Node.Text url, Problems problems) {
        var at = url.at();
        if (url.value().isEmpty()) {
            problems.add("kong/bad-value", at, "url: \"\" (expected: not empty)");
            return said;
        }
        var parts = ServiceUrl.parse(url.value());
        var host = parts.host() == null ? new Node.Null(at) : new Node.Text(at, parts.host());
        var path = parts.path() == null ? new Node.Null(at) : new Node.Text(at, parts.path());
        var expanded = replace(said, "protocol", new Node.Text(at, parts.protocolOrDefault()));
        expanded = replace(expanded, "host", host);
        expanded = replace(
                expanded, "port", new Node.Number(at, parts.portOrDefault(), String.valueOf(parts.portOrDefault())));
        return replace(expanded, "path", path);
    }

    /// Saying how to hash chooses the algorithm, whatever that says.
    private static Node.Mapping hashing(Node.Mapping said) {
        if (said.get("algorithm") instanceof Node.Text algorithm && UNHASHED.contains(algorithm.value())) {
            return replace(said, "hash_on", new Node.Text(algorithm.at(), "none"));
        }
        return switch (said.get("hash_on")) {
            case Node.Text text ->
                replace(
                        said,
                        "algorithm",
                        new Node.Text(text.at(), text.value().equals("none") ? "round-robin" : "consistent-hashing"));
            case Node.Null it -> replace(said, "hash_on", new Node.Text(it.at(), "none"));
            case null, default -> said;
        };
    }
}
