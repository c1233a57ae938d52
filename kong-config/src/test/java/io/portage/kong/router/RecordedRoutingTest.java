package io.portage.kong.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.catalogue.Declarations;
import io.portage.kong.model.KongConfig;
import io.portage.kong.model.KongVersion;
import io.portage.kong.model.Plugin;
import io.portage.kong.model.Route;
import io.portage.kong.model.Service;
import io.portage.kong.router.Recorded.Exchange;
import io.portage.kong.verify.KongReader;
import io.portage.kong.verify.ReadOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Each recorded request goes where a real Kong sent it: to the same listener, through the same route where the route
/// left its mark, and nowhere where Kong said that no route matched.
class RecordedRoutingTest {
    private static final Set<String> ECHOES = Set.of("A", "B");

    @Test
    void routeForWhenARealKongRoutedItThenTheSameRoute() throws IOException {
        var rates = new TreeMap<String, Integer>();
        var wrong = new ArrayList<String>();
        for (var recorded : Recorded.all()) {
            var config = KongReader.read(
                            List.of(recorded.source()),
                            ReadOptions.of(KongVersion.NEWEST, false, Declarations.NONE, recorded.conf()))
                    .config();
            if (config != null && !isSteered(recorded)) {
                var matching = Matching.of(config, recorded.conf());
                for (var exchange : recorded.exchanges()) {
                    var verdict = judge(config, matching, exchange);
                    rates.merge(verdict, 1, Integer::sum);
                    if (verdict.equals("differs")) {
                        wrong.add(recorded.name() + " " + exchange + ", and here "
                                + matching.routeFor(exchange.request()));
                    }
                }
            }
        }
        System.out.println("requests routed, against recordings of Kong 3.9.1: " + rates);

        assertThat(wrong).isEmpty();
        assertThat(rates.get("agrees")).isGreaterThan(450);
        assertThat(rates.getOrDefault("unsure", 0)).isLessThan(10);
    }

    /// Where a plugin picks the target, or changes what is routed by.
    private static boolean isSteered(Recorded recorded) {
        return Stream.of("set_target", "rewrite:", "name: ai-proxy").anyMatch(recorded.text()::contains);
    }

    private static String judge(KongConfig config, Matching matching, Exchange exchange) {
        if (exchange.isRefusedByNginx()) {
            return "never routed";
        }
        return switch (matching.routeFor(exchange.request())) {
            case Taken.Unsure _ -> "unsure";
            case Taken.Nobody _ -> exchange.isUnrouted() ? "agrees" : "differs";
            case Taken.By(var route) -> isWhereItWent(config, route, exchange) ? "agrees" : "differs";
        };
    }

    private static boolean isWhereItWent(KongConfig config, Route route, Exchange exchange) {
        var listeners = route.service() == null ? Set.<String>of() : listeners(config, route.service());
        var marks = marks(config, route);
        return !exchange.isUnrouted()
                && exchange.listeners().stream().filter(ECHOES::contains).allMatch(listeners::contains)
                && (marks.isEmpty() || marks.containsAll(exchange.marks()));
    }

    private static Set<String> listeners(KongConfig config, Service service) {
        return Stream.concat(
                        Stream.of(service.host() + ":" + service.port()),
                        config.upstreams().stream()
                                .filter(it -> it.name().equals(service.host()))
                                .flatMap(it -> it.targets().stream()))
                .map(it -> it.endsWith(":29101") ? "A" : it.endsWith(":29102") ? "B" : "")
                .collect(Collectors.toSet());
    }

    private static Set<String> marks(KongConfig config, Route route) {
        return config.plugins().stream()
                .filter(it -> it.scope().route() == route
                        || (it.scope().service() != null && it.scope().service() == route.service()))
                .flatMap(RecordedRoutingTest::marks)
                .collect(Collectors.toSet());
    }

    private static Stream<String> marks(Plugin plugin) {
        return plugin.config().texts("add.headers").stream()
                .filter(it -> it.value().startsWith("X-R:"))
                .map(it -> it.value().substring("X-R:".length()));
    }
}
