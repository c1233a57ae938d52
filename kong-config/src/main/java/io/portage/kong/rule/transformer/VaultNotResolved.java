package io.portage.kong.rule.transformer;

import io.portage.kong.model.Finding;
import io.portage.kong.rule.Findings;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.stream.Stream;

/// The values of a transformer are not looked up: the service gets the reference.
public final class VaultNotResolved implements Rule {
    @Override
    public RuleInfo info() {
        return RuleInfo.warning("transformer/vault-not-resolved", "a reference to a vault goes out as it is written");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return context.running("request-transformer")
                .flatMap(plugin -> Transformers.values(plugin)
                        .filter(it -> it.value().contains("{vault://"))
                        .map(it -> Findings.of(
                                info(),
                                plugin,
                                it.at(),
                                "request-transformer: looks up no vault here, and the service gets the reference itself"
                                        + " (expected: the credential at the service, or a plugin that resolves it)")));
    }
}
