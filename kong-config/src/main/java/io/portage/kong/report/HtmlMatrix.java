package io.portage.kong.report;

import static io.portage.kong.report.HtmlReport.pill;
import static io.portage.kong.report.HtmlReport.text;

import io.portage.kong.flow.RouteVerdict;
import io.portage.kong.flow.SyncHeader;
import io.portage.kong.flow.Verdict;
import java.util.List;
import java.util.Locale;

/// The table of routes and headers.
final class HtmlMatrix {
    /// A browser lays out only the parts of a long table that are looked at.
    private static final int PART = 100;

    private final StringBuilder html;
    private final String id;
    private final HtmlChains chains;

    HtmlMatrix(StringBuilder html, String id, HtmlChains chains) {
        this.html = html;
        this.id = id;
        this.chains = chains;
    }

    void add(List<RouteVerdict> routes) {
        if (routes.isEmpty()) {
            return;
        }
        html.append("<h3 id=\"%s-matrix\">Routes</h3>\n".formatted(id));
        filter();
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"%s-matrix\">\n"
                        .formatted(id))
                .append(
                        "<table class=\"matrix\">\n<thead><tr><th scope=\"col\">Route</th><th scope=\"col\">Service</th>");
        for (var header : SyncHeader.values()) {
            html.append("<th scope=\"col\">").append(header.header()).append("</th>");
        }
        html.append("</tr></thead>\n");
        for (var from = 0; from < routes.size(); from += PART) {
            html.append("<tbody>\n");
            routes.subList(from, Math.min(from + PART, routes.size())).forEach(this::row);
            html.append("</tbody>\n");
        }
        html.append("</table>\n</div>\n");
    }

    /// Hidden until the script is there that it needs.
    private void filter() {
        html.append("<div class=\"filter\" hidden><label>Route or service<input type=\"search\"></label>")
                .append("<label>Worst verdict<select><option value=\"\">any</option>");
        for (var verdict : Verdict.values()) {
            html.append("<option>").append(verdict).append("</option>");
        }
        html.append("</select></label><output aria-live=\"polite\"></output></div>\n");
    }

    private void row(RouteVerdict verdict) {
        var route = verdict.route();
        var service = route.service() == null ? "" : route.service().label();
        var name = text((route.label() + " " + service).toLowerCase(Locale.ROOT));
        html.append("<tr data-name=\"%s\" data-worst=\"%s\"><th scope=\"row\">".formatted(name, verdict.worst()));
        var chain = chains.of(route);
        html.append(
                chain == 0
                        ? text(route.label())
                        : "<a href=\"#%s-chain%d\">%s</a>".formatted(id, chain, text(route.label())));
        html.append("</th><td>").append(text(service)).append("</td>");
        for (var header : SyncHeader.values()) {
            html.append("<td>").append(pill(verdict.of(header).verdict())).append("</td>");
        }
        html.append("</tr>\n");
    }
}
