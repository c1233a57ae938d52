package io.portage.kong.report;

import io.portage.kong.flow.HeaderVerdict;
import io.portage.kong.flow.RouteVerdict;
import io.portage.kong.flow.Verdict;
import io.portage.kong.model.Finding;
import io.portage.kong.model.Level;
import io.portage.kong.verify.Verification;
import java.util.List;
import java.util.stream.Collectors;

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
        var others = verification.findings().stream()
                .filter(it -> it.header() == null || it.route() == null)
                .toList();
        var byRoute = verification.findings().stream()
                .filter(it -> it.header() != null && it.route() != null)
                .collect(Collectors.groupingBy(it -> it.route()));
        var cases = verification.routes().size() + others.size();
        var failures = byRoute.values().stream().filter(JunitReport::fails).count()
                + others.stream().filter(it -> it.level() == Level.ERROR).count();
        xml.append("  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\">\n"
                .formatted(escaped(verification.file()), cases, failures));
        verification
                .routes()
                .forEach(it -> route(it, byRoute.getOrDefault(it.route().label(), List.of())));
        others.forEach(it -> testCase(it.rule() + " at line " + it.at().line(), "findings", List.of(it)));
        xml.append("  </testsuite>\n");
    }

    private static boolean fails(List<Finding> findings) {
        return findings.stream().anyMatch(it -> it.level() == Level.ERROR);
    }

    private void route(RouteVerdict route, List<Finding> findings) {
        var unproven = route.headers().values().stream()
                .map(HeaderVerdict::verdict)
                .filter(Verdict.UNPROVEN::equals)
                .count();
        testCase(route.route().label() + (unproven == 0 ? "" : " (" + unproven + " unproven)"), "routes", findings);
    }

    private void testCase(String name, String group, List<Finding> findings) {
        xml.append("    <testcase classname=\"%s\" name=\"%s\"".formatted(group, escaped(name)));
        if (findings.isEmpty()) {
            xml.append("/>\n");
            return;
        }
        xml.append(">\n");
        var text = findings.stream()
                .map(it -> it.at() + " " + it.rule() + "\n" + it.message())
                .collect(Collectors.joining("\n"));
        var first = findings.getFirst();
        if (fails(findings)) {
            xml.append("      <failure type=\"%s\" message=\"%s\">%s</failure>\n"
                    .formatted(escaped(first.rule()), escaped(first.message()), escaped(text)));
        } else {
            xml.append("      <system-out>%s</system-out>\n".formatted(escaped(text)));
        }
        xml.append("    </testcase>\n");
    }

    private static String escaped(String text) {
        return Markup.escaped(text);
    }
}
