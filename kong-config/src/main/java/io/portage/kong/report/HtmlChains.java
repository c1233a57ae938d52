package io.portage.kong.report;

import static io.portage.kong.report.HtmlReport.pill;
import static io.portage.kong.report.HtmlReport.text;

import io.portage.kong.flow.Proof;
import io.portage.kong.flow.RouteVerdict;
import io.portage.kong.flow.Step;
import io.portage.kong.flow.Verdict;
import io.portage.kong.flow.Walk;
import io.portage.kong.model.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// The plugin chains, each drawn once however many routes it is the chain of.
final class HtmlChains {
    private static final int MOST = 250;
    private static final int CALLERS = 8;
    private static final int NAMES = 6;

    private final String id;
    private final Map<Route, Chain> byRoute = new IdentityHashMap<>();
    private final List<Chain> chains = new ArrayList<>();
    private final Map<Chain, Integer> numbers = new IdentityHashMap<>();

    /// A chain of some routes.
    private record Chain(List<Walk> walks, List<String> routes, Verdict worst) {}

    HtmlChains(Subject subject, String id) {
        this.id = id;
        var config = subject.verification().config();
        if (config == null) {
            return;
        }
        var options = subject.options();
        var walks = Proof.walks(config, options.version(), options.declarations(), options.conf());
        var known = new IdentityHashMap<List<Walk>, Chain>();
        for (var verdict : subject.verification().routes()) {
            var chain = known.computeIfAbsent(walks.apply(verdict.route()), it -> chain(it, verdict));
            chain.routes().add(verdict.route().label());
            byRoute.put(verdict.route(), chain);
        }
        chains.addAll(known.values());
        chains.sort(Comparator.comparing(Chain::worst)
                .reversed()
                .thenComparing(it -> it.routes().getFirst()));
        for (var i = 0; i < Math.min(MOST, chains.size()); i++) {
            numbers.put(chains.get(i), i + 1);
        }
    }

    private static Chain chain(List<Walk> walks, RouteVerdict verdict) {
        return new Chain(walks, new ArrayList<>(), verdict.worst());
    }

    /// The number of the picture of a route's chain; 0 where it is not drawn.
    int of(Route route) {
        var chain = byRoute.get(route);
        return chain == null ? 0 : numbers.getOrDefault(chain, 0);
    }

    void addTo(StringBuilder html) {
        if (chains.isEmpty()) {
            return;
        }
        html.append("<h3>Plugin chains</h3>\n");
        for (var i = 0; i < Math.min(MOST, chains.size()); i++) {
            chain(html, chains.get(i), i + 1, i == 0);
        }
        if (chains.size() > MOST) {
            html.append("<p>%d more chains, none of them worse: <code>explain --route NAME</code> shows each.</p>\n"
                    .formatted(chains.size() - MOST));
        }
    }

    private void chain(StringBuilder html, Chain chain, int number, boolean open) {
        var names = String.join(", ", chain.routes().stream().limit(NAMES).toList());
        var more = chain.routes().size() > NAMES ? " and " + (chain.routes().size() - NAMES) + " more" : "";
        html.append("<details class=\"chain\" id=\"%s-chain%d\"%s>\n<summary>%s %s</summary>\n"
                .formatted(id, number, open ? " open" : "", pill(chain.worst()), text(names + more)));
        chain.walks().stream().limit(CALLERS).forEach(it -> walk(html, it));
        if (chain.walks().size() > CALLERS) {
            html.append("<p>%d more consumers have chains of their own: <code>explain</code> shows each.</p>\n"
                    .formatted(chain.walks().size() - CALLERS));
        }
        html.append("</details>\n");
    }

    private static void walk(StringBuilder html, Walk walk) {
        html.append("<h4>%s</h4>\n".formatted(walk.caller() == null ? "Anybody" : "Consumer " + text(walk.caller())))
                .append("<div class=\"picture\" tabindex=\"0\" role=\"region\" aria-label=\"picture of the chain\">\n")
                .append(ChainPicture.of(walk))
                .append("</div>\n<ol class=\"steps\">\n");
        walk.steps().forEach(it -> step(html, it));
        html.append("</ol>\n");
    }

    private static void step(StringBuilder html, Step step) {
        html.append("<li><strong>%s</strong> <span class=\"why\">%s</span>"
                .formatted(text(step.link().plugin().name()), text(step.link().why())));
        if (!step.causes().isEmpty()) {
            html.append("<ul>");
            step.causes()
                    .forEach((header, causes) ->
                            causes.forEach(cause -> html.append("<li>%s: %s (<code>%s</code>, line %d)</li>"
                                    .formatted(
                                            header.header(),
                                            text(cause.effect()),
                                            text(cause.detail()),
                                            cause.at().line()))));
            html.append("</ul>");
        }
        html.append("</li>\n");
    }
}
