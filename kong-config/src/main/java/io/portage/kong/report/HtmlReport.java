package io.portage.kong.report;

import io.portage.kong.flow.Verdict;
import io.portage.kong.model.Level;
import io.portage.kong.verify.Assumption;
import io.portage.kong.verify.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Verifications as one page that needs nothing beside itself: it asks for no other file, and runs without its script.
final class HtmlReport {
    private final StringBuilder html = new StringBuilder();

    private HtmlReport() {}

    static String of(List<Subject> subjects) {
        var report = new HtmlReport();
        report.head(subjects);
        for (var i = 0; i < subjects.size(); i++) {
            report.file(subjects.get(i), "file" + (i + 1));
        }
        report.foot();
        return report.html.toString();
    }

    private void head(List<Subject> subjects) {
        html.append("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
                script-src 'unsafe-inline'; img-src data:">
                <link rel="icon" href="data:,">
                <title>Sync headers through Kong</title>
                <style>
                """).append(resource("page.css")).append("""
                </style>
                </head>
                <body>
                <a class="skip" href="#content">To the content</a>
                <header>
                <h1>Sync headers through Kong</h1>
                <p class="lead">Whether each of the five sync headers reaches its service as the client sent it, on every \
                route, through every plugin chain, for every declared consumer.</p>
                """);
        if (subjects.size() > 1) {
            html.append("<ul>");
            for (var i = 0; i < subjects.size(); i++) {
                var verification = subjects.get(i).verification();
                html.append("<li><a href=\"#file%d\">%s</a> %s</li>"
                        .formatted(i + 1, text(verification.file()), pill(verification.verdict())));
            }
            html.append("</ul>\n");
        }
        html.append("</header>\n<main id=\"content\">\n");
    }

    private void file(Subject subject, String id) {
        var verification = subject.verification();
        html.append("<section class=\"file\" id=\"%s\" aria-labelledby=\"%s-name\">\n".formatted(id, id))
                .append("<h2 id=\"%s-name\">%s</h2>\n".formatted(id, text(verification.file())));
        answer(verification);
        var chains = new HtmlChains(subject, id);
        new HtmlMatrix(html, id, chains).add(verification.routes());
        new HtmlFindings(html).add(subject);
        chains.addTo(html);
        assumptions(verification.assumptions());
        html.append("</section>\n");
    }

    private void answer(Verification verification) {
        html.append("<p class=\"answer\">").append(pill(verification.verdict()));
        if (verification.config() != null) {
            count(verification.routes().size() + " of "
                    + verification.config().routes().size() + " routes in scope " + verification.reach());
            for (var verdict : Verdict.values()) {
                var routes = verification.routes().stream()
                        .filter(it -> it.worst() == verdict)
                        .count();
                if (routes > 0) {
                    count(routes + " " + verdict);
                }
            }
        }
        for (var level : Level.values()) {
            var findings = Grouped.of(verification.findings()).stream()
                    .filter(it -> it.finding().level() == level)
                    .count();
            count(findings + " " + level.name().toLowerCase(Locale.ROOT) + (findings == 1 ? "" : "s"));
        }
        if (!verification.accepted().isEmpty()) {
            count(verification.accepted().size() + " waived or known before");
        }
        count("Kong " + verification.version());
        html.append("</p>\n");
    }

    private void count(String what) {
        html.append("<span class=\"count\">").append(text(what)).append("</span>");
    }

    private void assumptions(List<Assumption> assumptions) {
        if (assumptions.isEmpty()) {
            return;
        }
        html.append("<h3>Taken for granted, since it does not stand in the file</h3>\n<ul class=\"assumptions\">\n");
        for (var assumption : assumptions) {
            var state = assumption.closed() ? "closed" : "open";
            html.append("<li><span class=\"v %s\">%s</span> <code>%s</code> %s</li>\n"
                    .formatted(state, state, text(assumption.id()), text(assumption.message())));
        }
        html.append("</ul>\n");
    }

    private void foot() {
        html.append(
                        "</main>\n<footer>preserved: arrives as it was sent, and only where it was sent · minted: Kong sets it")
                .append(" where the client sent none · terminated: Kong answers by itself · unproven: nobody can say")
                .append(" · violated: removed, changed, doubled or made up</footer>\n<script>\n")
                .append(resource("page.js"))
                .append("</script>\n</body>\n</html>\n");
    }

    static String pill(Object verdict) {
        return "<span class=\"v %s\">%s</span>".formatted(verdict, verdict);
    }

    static String text(String text) {
        return Markup.escaped(text);
    }

    private static String resource(String name) {
        try (var stream = HtmlReport.class.getResourceAsStream("/report/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("/report/" + name + " (expected: on the class path)");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
