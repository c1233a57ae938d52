package io.portage.kong.rule.headers;

import io.portage.kong.flow.SyncHeader;
import io.portage.kong.model.Finding;
import io.portage.kong.model.Plugin;
import io.portage.kong.rule.Findings;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.stream.Stream;

/// An id under another name is a second id: nobody finds the request in the logs of both.
public final class CorrelationIdName implements Rule {
    @Override
    public RuleInfo info() {
        return RuleInfo.warning("headers/correlation-id-name", "correlation-id uses another header");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return context.running("correlation-id").flatMap(this::finding);
    }

    /// Another sync header is the proof's business.
    private Stream<Finding> finding(Plugin plugin) {
        var isSaid = plugin.config().declared().get("header_name") != null;
        return plugin.config().text("header_name").stream()
                .filter(it -> SyncHeader.named(it.value()).isEmpty() && !Findings.isElsewhere(it.value()))
                .map(it -> Findings.of(
                                info(),
                                plugin,
                                it.at(),
                                "correlation-id: header_name is " + it.value() + (isSaid ? "" : " by default")
                                        + " (expected: X-Correlation-Id)")
                        .about(SyncHeader.CORRELATION_ID.header()));
    }
}
