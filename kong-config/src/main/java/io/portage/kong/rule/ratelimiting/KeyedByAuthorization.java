package io.portage.kong.rule.ratelimiting;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Plugin;
import io.portage.kong.rule.Findings;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.stream.Stream;

/// The token becomes a key of Redis in the clear, and each refresh of it a new budget.
public final class KeyedByAuthorization implements Rule {
    @Override
    public RuleInfo info() {
        return RuleInfo.warning("rate-limiting/keyed-by-authorization", "requests are counted by their token");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return Stream.concat(
                context.running("rate-limiting").flatMap(it -> finding(it, "limit_by")),
                context.running("rate-limiting-advanced").flatMap(it -> finding(it, "identifier")));
    }

    private Stream<Finding> finding(Plugin plugin, String by) {
        var isByHeader = plugin.config()
                .text(by)
                .filter(it -> it.value().equals("header"))
                .isPresent();
        return plugin.config().text("header_name").stream()
                .filter(it -> isByHeader && it.value().equalsIgnoreCase("Authorization"))
                .map(it -> Findings.of(
                                info(),
                                plugin,
                                it.at(),
                                plugin.name() + ": " + by + " header Authorization keeps tokens as keys and gives each"
                                        + " new token a new budget (expected: ip, or consumer where callers are"
                                        + " consumers)")
                        .about("Authorization"));
    }
}
