package io.portage.kong.report;

import io.portage.kong.diff.Change;
import io.portage.kong.diff.Diff;
import io.portage.kong.diff.HeaderChange;
import io.portage.kong.diff.RouteDiff;
import io.portage.kong.flow.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a change does, for a pull request.
public final class DiffMarkdown {
    private final StringBuilder text = new StringBuilder();

    private DiffMarkdown() {}

    public static String of(Diff diff) {
        var report = new DiffMarkdown();
        report.text
                .append("### Kong: sync headers are ")
                .append(strong(diff.is().verdict()))
                .append(
                        diff.was().verdict().equals(diff.is().verdict())
                                ? ""
                                : " (were " + diff.was().verdict() + ")")
                .append("\n\n")
                .append(code(diff.was().file()))
                .append(" → ")
                .append(code(diff.is().file()))
                .append("; ")
                .append(DiffReport.sum(diff))
                .append(".\n");
        report.headers(diff);
        report.routes(diff);
        report.findings("New findings", Grouped.of(diff.appeared()));
        report.findings("Findings that are gone", Grouped.of(diff.gone()));
        return report.text.toString();
    }

    private void headers(Diff diff) {
        var rows = new ArrayList<List<String>>();
        for (var route : diff.routes()) {
            var told = route.headers().stream()
                    .filter(it -> route.kind() == RouteDiff.Kind.CHANGED || it.isWorse())
                    .toList();
            SameChange.of(told)
                    .forEach(it -> rows.add(List.of(
                            names(route.routes()),
                            it.isAll()
                                    ? "all"
                                    : it.names().stream()
                                            .map(DiffMarkdown::code)
                                            .collect(Collectors.joining(", ")),
                            shown(it.first().was(), false),
                            shown(it.first().is(), it.first().isWorse()),
                            plain(it.first().because()))));
        }
        table("Headers", List.of("route", "header", "was", "is", "because"), rows);
    }

    private void routes(Diff diff) {
        var rows = diff.routes().stream()
                .map(it -> List.of(
                        names(it.routes()),
                        it.kind().name().toLowerCase(Locale.ROOT),
                        changes(it.matching()),
                        it.kind() == RouteDiff.Kind.CHANGED ? changes(it.chain()) : summary(it.headers())))
                .toList();
        table("Routes and plugin chains", List.of("route", "", "takes, leads to", "chain"), rows);
    }

    private static String changes(List<Change> changes) {
        return changes.stream().map(it -> code(it.toString())).collect(Collectors.joining("<br>"));
    }

    private static String summary(List<HeaderChange> headers) {
        return headers.stream()
                .map(it -> it.is() == null ? it.was() : it.is())
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    private void findings(String title, List<Grouped> findings) {
        var rows = findings.stream()
                .map(it -> List.of(
                        it.finding().level().name().toLowerCase(Locale.ROOT),
                        code(it.finding().rule()),
                        it.routes().isEmpty() ? "" : names(List.copyOf(it.routes())),
                        plain(it.message()),
                        code(it.finding().at().toString())))
                .toList();
        table(title, List.of("", "rule", "route", "what", "where"), rows);
    }

    private void table(String title, List<String> head, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        text.append("\n#### ").append(title).append('\n').append('\n');
        row(head);
        text.append("|---".repeat(head.size())).append("|\n");
        rows.forEach(this::row);
    }

    private void row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String names(List<String> routes) {
        var shown = DiffReport.names(routes);
        return shown.contains(", ") || shown.contains(" ") ? plain(shown) : code(shown);
    }

    private static String shown(@Nullable Verdict verdict, boolean strong) {
        return verdict == null ? "" : strong ? strong(verdict.toString()) : verdict.toString();
    }

    private static String strong(String text) {
        return "**" + text + "**";
    }

    /// In a table neither a line break nor a bar may stand, and a backtick would end the code.
    static String code(String text) {
        var one = Printable.of(text).replace("|", "\\|");
        return one.contains("`") ? "<code>" + Markup.escaped(one) + "</code>" : "`" + one + "`";
    }

    private static String plain(String text) {
        return Printable.of(text).replaceAll("([\\\\`*_{}\\[\\]<>|#~@!])", "\\\\$1");
    }
}
