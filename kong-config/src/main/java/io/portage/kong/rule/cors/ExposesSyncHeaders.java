package io.portage.kong.rule.cors;

import io.portage.kong.model.Finding;
import io.portage.kong.rule.Findings;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.List;
import java.util.stream.Stream;

/// A script sees no header of an answer that is not exposed: it cannot tell a replay, nor when to come back.
public final class ExposesSyncHeaders implements Rule {
    private static final List<String> WANTED = List.of(
            "Idempotency-Status", "Idempotency-Replayed", "Retry-After", "X-Correlation-Id", "Location", "ETag");

    @Override
    public RuleInfo info() {
        return RuleInfo.warning("cors/exposes-sync-headers", "scripts may not see a header that they need");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return context.running("cors").flatMap(plugin -> {
            var missing = BrowserHeaders.missing(plugin, "exposed_headers", WANTED, List.of());
            return missing.isEmpty()
                    ? Stream.empty()
                    : Stream.of(Findings.of(
                            info(),
                            plugin,
                            "exposed_headers",
                            "cors: exposed_headers has no " + String.join(", ", missing)
                                    + ", which scripts then do not see (expected: in the list)"));
        });
    }
}
