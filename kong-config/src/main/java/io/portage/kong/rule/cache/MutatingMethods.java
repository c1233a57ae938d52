package io.portage.kong.rule.cache;

import io.portage.kong.model.Finding;
import io.portage.kong.rule.Findings;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.Set;
import java.util.stream.Stream;

/// A second mutation would be answered with the first one's answer, whatever its key and its body.
public final class MutatingMethods implements Rule {
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    @Override
    public RuleInfo info() {
        return RuleInfo.error("cache/mutating-methods", "proxy-cache answers requests that change something");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return Stream.of("proxy-cache", "proxy-cache-advanced")
                .flatMap(context::running)
                .flatMap(plugin -> plugin.config().texts("request_method").stream()
                        .filter(it -> !SAFE.contains(it.value()) && !Findings.isElsewhere(it.value()))
                        .limit(1)
                        .map(it -> Findings.of(
                                info(),
                                plugin,
                                it.at(),
                                plugin.name() + ": request_method has " + it.value()
                                        + ", so that a mutation gets another one's answer (expected: GET and HEAD"
                                        + " only)")));
    }
}
