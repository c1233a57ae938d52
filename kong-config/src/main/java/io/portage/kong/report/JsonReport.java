package io.portage.kong.report;

import static io.portage.kong.report.Json.object;

import io.portage.kong.flow.Cause;
import io.portage.kong.flow.RouteVerdict;
import io.portage.kong.model.Finding;
import io.portage.kong.verify.Assumption;
import io.portage.kong.verify.Verification;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Verifications for a program: an object for one, an array for several.
final class JsonReport {
    private JsonReport() {}

    static String of(List<Subject> subjects) {
        var all = subjects.stream().map(it -> of(it.verification())).toList();
        return Json.write(all.size() == 1 ? all.getFirst() : all);
    }

    private static Map<String, @Nullable Object> of(Verification verification) {
        return object(
                "file",
                verification.file(),
                "kongVersion",
                verification.version(),
                "verdict",
                verification.verdict(),
                "routes",
                verification.routes().stream().map(JsonReport::of).toList(),
                "findings",
                verification.findings().stream().map(JsonReport::of).toList(),
                "assumptions",
                verification.assumptions().stream().map(JsonReport::of).toList());
    }

    private static Map<String, @Nullable Object> of(RouteVerdict route) {
        var service = route.route().service();
        var headers = object();
        route.headers()
                .forEach((header, verdict) -> headers.put(
                        header.header(),
                        object(
                                "verdict",
                                verdict.verdict(),
                                "because",
                                verdict.because().stream().map(JsonReport::of).toList())));
        return object(
                "route",
                route.route().label(),
                "service",
                service == null ? null : service.label(),
                "headers",
                headers);
    }

    private static Map<String, @Nullable Object> of(Cause cause) {
        return object(
                "plugin",
                cause.plugin().name(),
                "scope",
                cause.plugin().scope(),
                "consumer",
                cause.consumer(),
                "effect",
                cause.effect(),
                "detail",
                cause.detail(),
                "line",
                cause.at().line());
    }

    static Map<String, @Nullable Object> of(Finding finding) {
        return object(
                "rule",
                finding.rule(),
                "level",
                finding.level().name().toLowerCase(Locale.ROOT),
                "header",
                finding.header(),
                "route",
                finding.route(),
                "message",
                finding.message(),
                "line",
                finding.at().line(),
                "column",
                finding.at().column());
    }

    private static Map<String, @Nullable Object> of(Assumption assumption) {
        return object("id", assumption.id(), "closed", assumption.closed(), "message", assumption.message());
    }
}
