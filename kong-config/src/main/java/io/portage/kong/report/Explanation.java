package io.portage.kong.report;

import io.portage.kong.flow.Cause;
import io.portage.kong.flow.RouteVerdict;
import io.portage.kong.flow.Step;
import io.portage.kong.flow.SyncHeader;
import io.portage.kong.flow.Walk;
import io.portage.kong.flow.Witness;
import io.portage.kong.model.KongVersion;
import io.portage.kong.model.Route;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The plugin chain of a route in words: what runs in which order and why, and what each step does to the sync headers.
public final class Explanation {
    private final StringBuilder text = new StringBuilder();
    private final Palette palette;

    private Explanation(boolean colours) {
        palette = new Palette(colours);
    }

    public static String of(RouteVerdict verdict, List<Walk> walks, KongVersion version, boolean colours) {
        var explanation = new Explanation(colours);
        explanation.head(verdict.route(), version);
        walks.forEach(explanation::walk);
        explanation.verdicts(verdict);
        return explanation.text.toString();
    }

    private void head(Route route, KongVersion version) {
        var service = route.service();
        text.append(palette.strong(Printable.of(route.label())))
                .append(" → ")
                .append(
                        service == null
                                ? "no service"
                                : Printable.of(service.label()) + " (" + service.protocol() + "://" + service.host()
                                        + ":" + service.port() + ")")
                .append("\n  ")
                .append(palette.faint(route.at() + ", Kong " + version))
                .append("\n  takes ")
                .append(Printable.of(rules(route)))
                .append('\n');
    }

    private static String rules(Route route) {
        var parts = Stream.of(
                        rule("", route.methods()),
                        rule("host ", route.hosts()),
                        rule("path ", route.paths()),
                        rule("header ", List.copyOf(route.headers().keySet())),
                        route.expression() == null ? "" : route.expression())
                .filter(it -> !it.isEmpty())
                .toList();
        return parts.isEmpty() ? "anything" : String.join("; ", parts);
    }

    private static String rule(String name, List<String> values) {
        return values.isEmpty() ? "" : name + String.join(" or ", values);
    }

    private void walk(Walk walk) {
        text.append('\n')
                .append(palette.strong(walk.caller() == null ? "Anybody" : "Consumer " + Printable.of(walk.caller())))
                .append('\n');
        if (walk.steps().isEmpty()) {
            text.append("  no plugin runs\n");
        }
        var width =
                walk.steps().stream().mapToInt(it -> name(it).length()).max().orElse(0);
        var number = 0;
        for (var step : walk.steps()) {
            step(++number, step, width);
        }
    }

    private void step(int number, Step step, int width) {
        var priority = step.link().priority();
        text.append("  %2d  %s%s  %6s  %-7s  "
                        .formatted(
                                number,
                                palette.strong(name(step)),
                                " ".repeat(width - name(step).length()),
                                priority.isPresent() ? String.valueOf(priority.getAsInt()) : "?",
                                step.phase()))
                .append(palette.faint(Printable.of(step.link().why())))
                .append('\n');
        causes(step.causes(), "");
        causes(step.idle(), ": nothing left to do");
        if (step.ends()) {
            text.append("        no request goes on from here\n");
        }
    }

    private void causes(Map<SyncHeader, List<Cause>> causes, String more) {
        causes.forEach((header, all) -> all.forEach(cause -> text.append(
                        "        %-17s %s%s  ".formatted(header.header(), palette.strong(cause.effect()), more))
                .append(palette.faint(
                        Printable.of(cause.detail()) + ", line " + cause.at().line()))
                .append('\n')));
    }

    private static String name(Step step) {
        return Printable.of(step.link().plugin().name());
    }

    private void verdicts(RouteVerdict verdict) {
        text.append('\n')
                .append(palette.strong("At the service, over all of them"))
                .append('\n');
        verdict.headers().forEach((header, it) -> {
            text.append("  %-17s %s"
                    .formatted(
                            header.header(),
                            palette.of(it.verdict(), it.verdict().toString())));
            var by = it.because().stream()
                    .map(cause -> cause.plugin().name() + " " + cause.effect())
                    .distinct()
                    .collect(Collectors.joining(", "));
            text.append(by.isEmpty() ? "" : "  " + palette.faint(by)).append('\n');
            Witness.of(verdict.route(), header, it)
                    .ifPresent(witness -> text.append("    such as ")
                            .append(Printable.of(witness.toString()))
                            .append('\n'));
        });
    }
}
