package io.portage.kong.router;

import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongConfig;
import io.portage.kong.read.Source;
import io.portage.kong.verify.KongReader;
import io.portage.kong.verify.ReadOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Configurations of routes alone, as tests write them.
final class Routes {
    private Routes() {}

    /// One service for each route; each is what stands behind `- `.
    static KongConfig of(String... routes) {
        var yaml = new StringBuilder("_format_version: \"3.0\"\nservices:\n");
        for (var i = 0; i < routes.length; i++) {
            yaml.append("  - {name: s")
                    .append(i)
                    .append(", url: 'http://s")
                    .append(i)
                    .append("', routes: [{name: r")
                    .append(i)
                    .append(", ")
                    .append(routes[i])
                    .append("}]}\n");
        }
        var reading = KongReader.read(
                List.of(new Source("kong.yml", yaml.toString().getBytes(StandardCharsets.UTF_8))), ReadOptions.DEFAULT);
        if (reading.config() == null) {
            throw new AssertionError(reading.findings() + "\n" + yaml);
        }
        return reading.config();
    }

    static Matching matching(String... routes) {
        return Matching.of(of(routes), KongConf.UNKNOWN);
    }

    static Matching traditional(String... routes) {
        return Matching.of(of(routes), KongConf.ofEnvironment(Map.of("KONG_ROUTER_FLAVOR", "traditional")));
    }

    /// Such as `r1 dead by r0`.
    static List<String> overlaps(Matching matching) {
        return matching.overlaps(_ -> false)
                .map(it -> it.route().label()
                        + switch (it.kind()) {
                            case DEAD -> " dead by ";
                            case AMBIGUOUS -> " or ";
                            case UNCERTAIN -> " perhaps ";
                        }
                        + it.other().label()
                        + (it.kind() == Overlap.Kind.AMBIGUOUS ? ": " + it.example() : ""))
                .toList();
    }

    /// The name of the route; `nobody`, or `unsure` with the names.
    static String taken(Matching matching, Request request) {
        return switch (matching.routeFor(request)) {
            case Taken.By(var route) -> route.label();
            case Taken.Nobody _ -> "nobody";
            case Taken.Unsure(var routes) ->
                "unsure " + routes.stream().map(it -> it.label()).toList();
        };
    }
}
