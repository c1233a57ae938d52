package io.portage.kong.rule.routes;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Route;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A prefix ends anywhere: `/orders` takes what another service's `/orders-archive` does not.
public final class PrefixLeak implements Rule {
    @Override
    public RuleInfo info() {
        return RuleInfo.note("routes/prefix-leak", "a prefix takes what belongs to another service's path");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        Map<String, Route> byPrefix = new HashMap<>();
        context.routes()
                .forEach(route -> route.paths().stream()
                        .filter(it -> it.startsWith("/") && !it.endsWith("/"))
                        .forEach(it -> byPrefix.putIfAbsent(it, route)));
        return context.routes().stream()
                .flatMap(route -> route.paths().stream()
                        .filter(it -> it.startsWith("/"))
                        .flatMap(path -> leak(byPrefix, route, path))
                        .limit(1));
    }

    private Stream<Finding> leak(Map<String, Route> byPrefix, Route route, String path) {
        return IntStream.range(1, path.length())
                .filter(end -> path.charAt(end) != '/')
                .mapToObj(end -> path.substring(0, end))
                .filter(it -> takesFrom(byPrefix.get(it), route))
                .limit(1)
                .map(it -> finding(byPrefix.getOrDefault(it, route), it, route, path));
    }

    private static boolean takesFrom(@Nullable Route wide, Route route) {
        return wide != null
                && wide.service() != route.service()
                && wide.hosts().equals(route.hosts())
                && !route.methods().isEmpty()
                && (wide.methods().isEmpty() || !route.methods().containsAll(wide.methods()));
    }

    private Finding finding(Route wide, String prefix, Route route, String path) {
        return info().at(
                        wide.at("paths"),
                        wide.label() + ": " + prefix + " also takes " + path + " with the methods that " + route.label()
                                + " does not (expected: ~" + prefix + "(/|$), which ends at a segment)")
                .on(wide.label());
    }
}
