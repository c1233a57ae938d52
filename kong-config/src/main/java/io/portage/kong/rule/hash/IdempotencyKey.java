package io.portage.kong.rule.hash;

import io.portage.kong.flow.SyncHeader;
import io.portage.kong.model.Finding;
import io.portage.kong.model.Upstream;
import io.portage.kong.read.Node;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.Locale;
import java.util.stream.Stream;

/// Kong looks for the header under a name with hyphens, which it never finds: one target gets everything.
public final class IdempotencyKey implements Rule {
    @Override
    public RuleInfo info() {
        return RuleInfo.warning("hash/idempotency-key", "hashing by a header with a hyphen sends all to one target");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return context.config().upstreams().stream()
                .flatMap(it -> Stream.concat(
                        finding(it, "hash_on", "hash_on_header"),
                        finding(it, "hash_fallback", "hash_fallback_header")));
    }

    private Stream<Finding> finding(Upstream upstream, String field, String header) {
        return upstream.fields().get(field) instanceof Node.Text kind
                        && kind.value().equals("header")
                        && upstream.fields().get(header) instanceof Node.Text name
                ? SyncHeader.named(name.value()).stream()
                        .filter(it -> name.value().contains("-"))
                        .map(it -> info().at(
                                        name.at(),
                                        upstream.name() + ": " + header + " is " + name.value()
                                                + ", by which Kong 3.8 and 3.9 send every request to the same target"
                                                + " (expected: "
                                                + name.value()
                                                        .toLowerCase(Locale.ROOT)
                                                        .replace('-', '_')
                                                + ", or no hashing: the gateway's nodes share what they know)")
                                .about(it.header()))
                : Stream.empty();
    }
}
