package io.portage.kong.rule.keys;

import io.portage.kong.model.Finding;
import io.portage.kong.read.Node;
import io.portage.kong.rule.Nodes;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.stream.Stream;

/// The key that we ship lets nobody in: its private half was thrown away.
public final class Placeholder implements Rule {
    private static final String TAG = "placeholder-key";

    @Override
    public RuleInfo info() {
        return RuleInfo.note("keys/placeholder", "a placeholder stands where the realm's keys should");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return context.config().tags().contains(TAG)
                ? Nodes.members(context.config().root())
                        .filter(Placeholder::isTagged)
                        .map(it -> info().at(
                                        it.owner().at(),
                                        it.parent()
                                                + ": a placeholder, which verifies no token (expected: the realm's keys, by render"
                                                + " --jwks)"))
                : Stream.empty();
    }

    private static boolean isTagged(Nodes.Place place) {
        return place.member().name().equals("tags")
                && place.member().value() instanceof Node.Items tags
                && tags.items().stream()
                        .anyMatch(it ->
                                it instanceof Node.Text text && text.value().equals(TAG));
    }
}
