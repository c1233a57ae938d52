package io.portage.kong.router;

import io.portage.kong.model.Route;
import io.portage.kong.router.PathPattern.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What Kong's router keeps of a route: one of it for each kind and length of its paths, since those decide which wins.
///
/// @param paths of one kind; empty for any
/// @param whole whether the route has no other entry
record Entry(
        Route route,
        boolean whole,
        Set<String> methods,
        List<HostPattern> hosts,
        List<PathPattern> paths,
        Priority priority) {
    /// The entries of a route that brings no expression.
    static List<Entry> of(Route route, Flavor flavor) {
        var groups = new TreeMap<Integer, List<String>>();
        for (var path : route.paths()) {
            var kind = flavor == Flavor.TRADITIONAL || PathPattern.isRegex(path) ? -1 : path.length();
            groups.computeIfAbsent(kind, _ -> new ArrayList<>()).add(path);
        }
        if (groups.isEmpty()) {
            groups.put(0, List.of());
        }
        var methods = Set.copyOf(route.methods());
        var hosts = route.hosts().stream().map(HostPattern::of).toList();
        return groups.values().stream()
                .map(paths -> new Entry(
                        route,
                        groups.size() == 1,
                        methods,
                        hosts,
                        paths.stream().map(PathPattern::of).toList(),
                        Priority.of(route, paths, flavor)))
                .toList();
    }

    /// Whether it takes that request.
    ///
    /// @param path normalised
    Answer takes(Request request, String path) {
        var methodFits = methods.isEmpty() || methods.contains(request.method());
        var hostFits = hosts.isEmpty() || hosts.stream().anyMatch(it -> it.takes(request.host()));
        if (!methodFits || !hostFits) {
            return Answer.NO;
        }
        var best = paths.isEmpty() ? Answer.YES : Answer.NO;
        for (var pattern : paths) {
            var answer = pattern.takes(path);
            best = answer == Answer.YES || best == Answer.NO ? answer : best;
            if (best == Answer.YES) {
                break;
            }
        }
        var byHeaders = best == Answer.NO ? Answer.NO : HeaderMatch.takes(route.headers(), request);
        if (byHeaders == Answer.NO) {
            return Answer.NO;
        }
        return byHeaders == Answer.MAYBE || isElsewhere() ? Answer.MAYBE : best;
    }

    /// Whether it takes that path, with some method, host and headers.
    boolean mayTake(String path) {
        return paths.isEmpty() || paths.stream().anyMatch(it -> it.takes(path) != Answer.NO);
    }

    /// Whether more decides than what a request says.
    boolean isElsewhere() {
        return !route.snis().isEmpty() || route.hasSourcesOrDestinations();
    }

    /// Whether every request that the other takes is certainly one that this takes.
    boolean covers(Entry other) {
        return !isElsewhere()
                && (methods.isEmpty() || (!other.methods.isEmpty() && methods.containsAll(other.methods)))
                && (hosts.isEmpty()
                        || (!other.hosts.isEmpty() && other.hosts.stream().allMatch(this::hasHost)))
                && (paths.isEmpty()
                        || (!other.paths.isEmpty() && other.paths.stream().allMatch(this::hasPath)))
                && HeaderMatch.covers(route.headers(), other.route.headers());
    }

    private boolean hasHost(HostPattern other) {
        return hosts.stream().anyMatch(it -> it.covers(other));
    }

    private boolean hasPath(PathPattern other) {
        return paths.stream().anyMatch(it -> it.covers(other));
    }

    /// A request that both take, in words; null where none is known.
    @Nullable
    String common(Entry other) {
        if (isElsewhere() || other.isElsewhere() || !HeaderMatch.overlap(route.headers(), other.route.headers())) {
            return null;
        }
        var method = commonMethod(other);
        var host = method == null ? null : commonHost(other);
        var path = host == null ? null : commonPath(other);
        return path == null ? null : method + " " + host + path;
    }

    /// Whether a request that both take cannot be ruled out, although none is known: a regular expression is beyond
    /// what can be told here.
    boolean mayMeet(Entry other) {
        return !isElsewhere()
                && !other.isElsewhere()
                && HeaderMatch.overlap(route.headers(), other.route.headers())
                && commonMethod(other) != null
                && commonHost(other) != null
                && paths.stream().anyMatch(mine -> other.paths.stream().anyMatch(mine::mayMeet));
    }

    private @Nullable String commonMethod(Entry other) {
        if (methods.isEmpty() || other.methods.isEmpty()) {
            return methods.isEmpty() && other.methods.isEmpty()
                    ? "GET"
                    : (methods.isEmpty() ? other : this)
                            .methods.stream().sorted().findFirst().orElse("GET");
        }
        var both = new HashSet<>(methods);
        both.retainAll(other.methods);
        return both.stream().sorted().findFirst().orElse(null);
    }

    private @Nullable String commonHost(Entry other) {
        if (hosts.isEmpty() || other.hosts.isEmpty()) {
            return hosts.isEmpty() && other.hosts.isEmpty()
                    ? ""
                    : (hosts.isEmpty() ? other : this).hosts.getFirst().example();
        }
        for (var mine : hosts) {
            for (var theirs : other.hosts) {
                var common = mine.common(theirs);
                if (common != null) {
                    return common;
                }
            }
        }
        return null;
    }

    private @Nullable String commonPath(Entry other) {
        if (paths.isEmpty() || other.paths.isEmpty()) {
            return paths.isEmpty() && other.paths.isEmpty()
                    ? "/"
                    : (paths.isEmpty() ? other : this).paths.getFirst().example();
        }
        for (var mine : paths) {
            for (var theirs : other.paths) {
                var common = mine.common(theirs);
                if (common != null) {
                    return common;
                }
            }
        }
        return null;
    }
}
