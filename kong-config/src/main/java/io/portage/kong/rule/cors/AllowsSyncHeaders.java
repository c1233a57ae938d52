package io.portage.kong.rule.cors;

import io.portage.kong.flow.SyncHeader;
import io.portage.kong.model.Finding;
import io.portage.kong.model.Plugin;
import io.portage.kong.rule.Findings;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.List;
import java.util.stream.Stream;

/// A browser sends no header that the preflight does not allow: the whole request is not sent.
public final class AllowsSyncHeaders implements Rule {
    private static final List<String> WANTED = List.of(
            "Authorization",
            "Idempotency-Key",
            "X-Correlation-Id",
            "X-Queued-At",
            "X-Sent-At",
            "Content-Type",
            "If-Match",
            "If-None-Match");

    @Override
    public RuleInfo info() {
        return RuleInfo.warning("cors/allows-sync-headers", "browsers may not send a header that we need");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return context.running("cors").flatMap(this::finding);
    }

    /// Where there is no list Kong allows what was asked for.
    private Stream<Finding> finding(Plugin plugin) {
        var missing = plugin.config().texts("headers").isEmpty()
                ? List.<String>of()
                : BrowserHeaders.missing(plugin, "headers", WANTED, List.of("Authorization"));
        if (missing.isEmpty()) {
            return Stream.empty();
        }
        var finding = Findings.of(
                info(),
                plugin,
                "headers",
                "cors: headers has no " + String.join(", ", missing)
                        + ", so that browsers send no request with it (expected: in the list)");
        return Stream.of(missing.stream()
                .flatMap(it -> SyncHeader.named(it).stream())
                .findFirst()
                .map(it -> finding.about(it.header()))
                .orElse(finding));
    }
}
