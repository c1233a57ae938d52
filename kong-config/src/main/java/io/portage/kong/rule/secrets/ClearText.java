package io.portage.kong.rule.secrets;

import io.portage.kong.model.Finding;
import io.portage.kong.read.Node;
import io.portage.kong.rule.Findings;
import io.portage.kong.rule.Nodes;
import io.portage.kong.rule.Nodes.Place;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.Set;
import java.util.stream.Stream;

/// What stands in a file stands in its history, its backups and its reviews.
public final class ClearText implements Rule {
    private static final Set<String> NAMES = Set.of(
            "password", "secret", "client_secret", "redis_password", "aws_secret", "private_key", "bind_password");

    @Override
    public RuleInfo info() {
        return RuleInfo.warning("secrets/clear-text", "a secret stands in the file");
    }

    /// The value is never repeated.
    @Override
    public Stream<Finding> check(RuleContext context) {
        return Nodes.members(context.config().root())
                .filter(ClearText::isSecret)
                .map(it -> info().at(
                                it.member().value().at(),
                                (it.parent().isEmpty() ? "" : it.parent() + ".")
                                        + it.member().name()
                                        + ": a secret in clear text (expected: {vault://…}, or ${{ env \"DECK_…\" }} with"
                                        + " decK; and another secret, now that this one is known)"));
    }

    private static boolean isSecret(Place place) {
        if (!(place.member().value() instanceof Node.Text text) || text.value().isEmpty()) {
            return false;
        }
        var isNamed = NAMES.contains(place.member().name())
                || place.member().name().endsWith("_secret")
                || place.member().name().endsWith("_password");
        return !Findings.isElsewhere(text.value()) && (isNamed || text.value().contains("PRIVATE KEY-----"));
    }
}
