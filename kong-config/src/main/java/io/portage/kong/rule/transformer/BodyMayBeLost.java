package io.portage.kong.rule.transformer;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Plugin;
import io.portage.kong.model.PluginConfig.Text;
import io.portage.kong.rule.Findings;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.Optional;
import java.util.stream.Stream;

/// A body beyond `client_body_buffer_size` (8 KiB) is replaced by what a body rule adds, and without Content-Length
/// there
/// is none.
public final class BodyMayBeLost implements Rule {
    @Override
    public RuleInfo info() {
        return RuleInfo.warning("transformer/body-may-be-lost", "a transformer can lose the body of a mutation");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return Transformers.running(context)
                .filter(it -> context.reach(it).stream().anyMatch(Findings::mutates))
                .flatMap(plugin -> offending(plugin).stream()
                        .map(it -> Findings.of(
                                info(),
                                plugin,
                                it.at(),
                                plugin.name() + ": " + it.value()
                                        + " (expected: bodies of mutations are left alone)")));
    }

    private static Optional<Text> offending(Plugin plugin) {
        var lengths = plugin.config().texts("remove.headers").stream()
                .filter(it -> it.value().replaceFirst(":.*", "").equalsIgnoreCase("Content-Length"))
                .map(it -> new Text("removes Content-Length, and the body with it", it.at()));
        var bodies = Stream.of("remove.body", "rename.body", "replace.body", "add.body", "append.body")
                .flatMap(field -> plugin.config().texts(field).stream()
                        .map(it -> new Text(
                                field + " replaces a whole body that is longer than client_body_buffer_size",
                                it.at())));
        return Stream.concat(lengths, bodies).findFirst();
    }
}
