package io.portage.kong.report;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Level;
import io.portage.kong.verify.Verification;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Verifications as tests: one for each route, and one for each other finding.
final class JunitReport {
    private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    private JunitReport() {}

    static String of(List<Subject> subjects) {
        var report = new JunitReport();
        report.xml.append("<testsuites name=\"portage kong\">\n");
        subjects.forEach(it -> report.suite(it.verification()));
        return report.xml.append("</testsuites>\n").toString();
    }

    private void suite(Verification verification) {
        var cases = cases(verification);
        xml.append("  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\">\n"
                .formatted(
                        escaped(verification.file()),
                        cases.size(),
                        cases.stream().filter(Case::fails).count(),
                        cases.stream().filter(Case::isOpen).count()));
        cases.forEach(this::add);
        xml.append("  </testsuite>\n");
    }

    private static List<Case> cases(Verification verification) {
        var byRoute = verification.findings().stream()
                .filter(it -> it.header() != null && it.route() != null)
                .collect(Collectors.groupingBy(it -> String.valueOf(it.route())));
        var routes =
                verification.routes().stream().map(it -> it.route().label()).toList();
        var known = Set.copyOf(routes);
        var others = verification.findings().stream()
                .filter(it -> it.header() == null || !known.contains(String.valueOf(it.route())));
        return Stream.concat(
                        routes.stream().map(it -> new Case("routes", it, byRoute.getOrDefault(it, List.of()))),
                        others.map(it -> new Case("findings", name(verification, it), List.of(it))))
                .toList();
    }

    private static String name(Verification verification, Finding finding) {
        var at = finding.at();
        return finding.rule() + " at "
                + (at.file().equals(verification.file()) ? "line " + at.line() : at.file() + ":" + at.line());
    }

    private void add(Case it) {
        xml.append("    <testcase classname=\"%s\" name=\"%s\"".formatted(it.group(), escaped(it.name())));
        if (it.findings().isEmpty()) {
            xml.append("/>\n");
            return;
        }
        var text = it.findings().stream()
                .map(finding -> finding.at() + " " + finding.rule() + "\n" + finding.message())
                .collect(Collectors.joining("\n"));
        var worst = it.worst();
        if (it.fails()) {
            xml.append(">\n      <failure type=\"%s\" message=\"%s\">%s</failure>\n"
                    .formatted(escaped(worst.rule()), escaped(worst.message()), escaped(text)));
        } else if (it.isOpen()) {
            xml.append(">\n      <skipped message=\"%s\"/>\n".formatted(escaped(worst.message())));
        } else {
            xml.append(">\n      <system-out>%s</system-out>\n".formatted(escaped(text)));
        }
        xml.append("    </testcase>\n");
    }

    /// A route, or a finding that is about none: failed where something is wrong, skipped where nobody can say.
    private record Case(String group, String name, List<Finding> findings) {
        boolean fails() {
            return findings.stream().anyMatch(it -> it.level() == Level.ERROR);
        }

        boolean isOpen() {
            return !fails() && findings.stream().anyMatch(it -> it.header() != null && it.level() == Level.WARNING);
        }

        Finding worst() {
            return findings.stream().min(Comparator.comparing(Finding::level)).orElseThrow();
        }
    }

    private static String escaped(String text) {
        return Markup.escaped(text);
    }
}
