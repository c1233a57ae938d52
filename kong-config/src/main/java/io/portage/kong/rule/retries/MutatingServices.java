package io.portage.kong.rule.retries;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Route;
import io.portage.kong.model.Service;
import io.portage.kong.rule.Findings;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Stream;

/// A PUT or DELETE of which nobody knows whether it took effect is sent again on Kong's own account.
public final class MutatingServices implements Rule {
    @Override
    public RuleInfo info() {
        return RuleInfo.warning("retries/mutating-services", "Kong sends mutations again by itself");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        var routes = new IdentityHashMap<Service, List<Route>>();
        context.routes().stream()
                .filter(it -> it.service() != null && Findings.mutates(it))
                .forEach(it -> routes.computeIfAbsent(it.service(), _ -> new ArrayList<>())
                        .add(it));
        return routes.values().stream()
                .flatMap(Collection::stream)
                .filter(it -> isFirst(routes, it))
                .flatMap(it -> finding(it, routes.getOrDefault(it.service(), List.of())));
    }

    private static boolean isFirst(IdentityHashMap<Service, List<Route>> routes, Route route) {
        return routes.getOrDefault(route.service(), List.of()).getFirst() == route;
    }

    private Stream<Finding> finding(Route first, List<Route> routes) {
        var service = first.service();
        if (service == null || service.retries() == 0) {
            return Stream.empty();
        }
        var isSaid = service.fields().get("retries") != null;
        return Stream.of(info().at(
                        service.at("retries"),
                        service.label() + ": retries is " + service.retries() + (isSaid ? "" : " by default") + ", and "
                                + Findings.names(routes)
                                + " let mutations pass (expected: 0; only the client repeats a mutation; a service of its own"
                                + " for reads)"));
    }
}
