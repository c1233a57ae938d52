package io.portage.kong.report;

import static io.portage.kong.report.Json.object;

import io.portage.kong.model.Finding;
import io.portage.kong.verify.Verification;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Findings in the Static Analysis Results Interchange Format 2.1.0, which shows them beside the code; what is waived
/// or was known before is there as suppressed.
final class SarifReport {
    private final Map<String, Integer> rules = new LinkedHashMap<>();
    private final List<Object> results = new ArrayList<>();

    private SarifReport() {}

    static String of(List<Subject> subjects) {
        var report = new SarifReport();
        subjects.forEach(it -> report.add(it.verification()));
        return Json.write(object(
                "$schema",
                "https://json.schemastore.org/sarif-2.1.0.json",
                "version",
                "2.1.0",
                "runs",
                List.of(report.run())));
    }

    private void add(Verification verification) {
        verification.findings().forEach(it -> results.add(result(it, false)));
        verification.accepted().forEach(it -> results.add(result(it, true)));
    }

    private Map<String, @Nullable Object> run() {
        var driver = object(
                "name",
                "portage kong",
                "semanticVersion",
                Format.VERSION,
                "rules",
                rules.keySet().stream()
                        .map(rule -> object("id", rule, "shortDescription", object("text", RuleText.of(rule))))
                        .toList());
        return object("tool", object("driver", driver), "columnKind", "utf16CodeUnits", "results", results);
    }

    private Map<String, @Nullable Object> result(Finding finding, boolean accepted) {
        var index = rules.computeIfAbsent(finding.rule(), _ -> rules.size());
        var result = object(
                "ruleId",
                finding.rule(),
                "ruleIndex",
                index,
                "level",
                finding.level().name().toLowerCase(Locale.ROOT),
                "message",
                object(
                        "text",
                        finding.route() == null
                                ? finding.message()
                                : finding.message() + " · route " + finding.route()),
                "locations",
                List.of(object("physicalLocation", location(finding))),
                "partialFingerprints",
                object("finding/v1", fingerprint(finding)));
        if (accepted) {
            result.put("suppressions", List.of(object("kind", "external", "status", "accepted")));
        }
        return result;
    }

    private static Map<String, @Nullable Object> location(Finding finding) {
        return object(
                "artifactLocation",
                object("uri", uri(finding.at().file())),
                "region",
                object(
                        "startLine",
                        finding.at().line(),
                        "startColumn",
                        finding.at().column()));
    }

    /// Relative to where the command ran, as pipelines expect it.
    private static String uri(String file) {
        try {
            var path = Path.of(file);
            return path.isAbsolute()
                    ? path.toUri().toString()
                    : new URI(null, null, path.normalize().toString().replace('\\', '/'), null).toASCIIString();
        } catch (URISyntaxException | IllegalArgumentException _) {
            return "unnamed";
        }
    }

    /// The same wherever in the file it stands.
    private static String fingerprint(Finding finding) {
        var text = String.join(
                "\n",
                finding.rule(),
                String.valueOf(finding.header()),
                String.valueOf(finding.route()),
                finding.message());
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
