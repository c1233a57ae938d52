package io.portage.kong.report;

import static io.portage.kong.report.HtmlReport.text;

import io.portage.kong.model.Finding;
import java.util.Locale;

/// The findings, each with the lines that it is about.
final class HtmlFindings {
    private static final int MOST = 500;
    private final StringBuilder html;

    HtmlFindings(StringBuilder html) {
        this.html = html;
    }

    void add(Subject subject) {
        var groups = Grouped.of(subject.verification().findings());
        if (groups.isEmpty()) {
            return;
        }
        var excerpts = new Excerpts(subject.sources());
        var witnesses = new Witnesses(subject.verification());
        html.append("<h3>Findings</h3>\n");
        groups.stream().limit(MOST).forEach(it -> add(it, excerpts, witnesses));
        if (groups.size() > MOST) {
            html.append("<p>%d more: <code>verify --format text</code> has them all.</p>\n"
                    .formatted(groups.size() - MOST));
        }
    }

    private void add(Grouped group, Excerpts excerpts, Witnesses witnesses) {
        var finding = group.finding();
        var level = finding.level().name().toLowerCase(Locale.ROOT);
        html.append("<article class=\"finding %s\">\n<p><strong>%s</strong> <code>%s</code> "
                        .formatted(level, level, text(finding.rule())))
                .append("<span class=\"where\">%s</span></p>\n<p>%s</p>\n"
                        .formatted(text(finding.at().toString()), text(group.message())));
        if (!group.routes().isEmpty()) {
            html.append("<p class=\"where\">on ").append(text(group.where())).append("</p>\n");
        }
        witnesses
                .of(finding)
                .ifPresent(it -> html.append("<p class=\"where\">such as ")
                        .append(text(it))
                        .append("</p>\n"));
        excerpt(excerpts, finding);
        html.append("</article>\n");
    }

    private void excerpt(Excerpts excerpts, Finding finding) {
        var lines = excerpts.at(finding.at());
        if (lines.isEmpty()) {
            return;
        }
        html.append("<pre tabindex=\"0\">");
        for (var line : lines) {
            html.append("<i>%4d | </i>%s\n".formatted(line.number(), text(line.text())));
            if (line.caret() >= 0) {
                html.append("<i>     | </i>").repeat(' ', line.caret()).append("<mark>^</mark>");
            }
        }
        html.append("</pre>\n");
    }
}
