package io.portage.kong.report;

import io.portage.kong.diff.Diff;
import io.portage.kong.diff.HeaderChange;
import io.portage.kong.diff.RouteDiff;
import io.portage.kong.flow.Verdict;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a change does, for somebody at a terminal.
public final class DiffReport {
    private static final int SHOWN = 5;
    private final StringBuilder text = new StringBuilder();
    private final Palette palette;

    private DiffReport(boolean colours) {
        palette = new Palette(colours);
    }

    public static String of(Diff diff, boolean colours) {
        var report = new DiffReport(colours);
        report.text
                .append(report.palette.strong(
                        diff.was().file() + " → " + diff.is().file()))
                .append(": ")
                .append(report.palette.verdict(diff.was().verdict()))
                .append(" → ")
                .append(report.palette.verdict(diff.is().verdict()))
                .append('\n')
                .append(sum(diff))
                .append('\n');
        diff.routes().forEach(report::route);
        report.findings("New", Grouped.of(diff.appeared()));
        report.findings("Gone", Grouped.of(diff.gone()));
        return report.text.toString();
    }

    static String sum(Diff diff) {
        return "routes: %d added, %d removed, %d changed; header verdicts: %d worse, %d better"
                .formatted(
                        diff.count(RouteDiff.Kind.ADDED),
                        diff.count(RouteDiff.Kind.REMOVED),
                        diff.count(RouteDiff.Kind.CHANGED),
                        diff.count(HeaderChange::isWorse),
                        diff.count(HeaderChange::isBetter));
    }

    static String names(List<String> routes) {
        var names = String.join(", ", routes.subList(0, Math.min(SHOWN, routes.size())));
        return routes.size() > SHOWN ? names + " and " + (routes.size() - SHOWN) + " more" : names;
    }

    private void route(RouteDiff route) {
        text.append('\n')
                .append(route.kind().name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(palette.strong(Printable.of(names(route.routes()))))
                .append('\n');
        SameChange.of(route.headers()).forEach(this::header);
        route.matching()
                .forEach(it ->
                        text.append("  ").append(Printable.of(it.toString())).append('\n'));
        route.chain()
                .forEach(it ->
                        text.append("  ").append(Printable.of(it.toString())).append('\n'));
    }

    private void header(SameChange same) {
        var change = same.first();
        text.append("  %-17s ".formatted(same.isAll() ? "every header" : String.join(", ", same.names())));
        text.append(
                change.was() != null && change.is() != null
                        ? shown(change.was()) + " → " + shown(change.is())
                        : shown(change.was()) + shown(change.is()));
        text.append(change.because().isEmpty() ? "" : "  " + palette.faint(Printable.of(change.because())))
                .append('\n');
    }

    private String shown(@Nullable Verdict verdict) {
        return verdict == null ? "" : palette.of(verdict, verdict.toString());
    }

    private void findings(String title, List<Grouped> findings) {
        if (!findings.isEmpty()) {
            text.append('\n').append(palette.strong(title + " findings")).append('\n');
        }
        for (var group : findings) {
            var finding = group.finding();
            text.append("  ")
                    .append(palette.of(finding.level(), finding.level().name().toLowerCase(Locale.ROOT)))
                    .append(' ')
                    .append(finding.rule())
                    .append("  ")
                    .append(palette.faint(finding.at().toString()))
                    .append("\n    ")
                    .append(Printable.of(group.message()))
                    .append('\n');
        }
    }
}
