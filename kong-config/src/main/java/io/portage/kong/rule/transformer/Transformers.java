package io.portage.kong.rule.transformer;

import io.portage.kong.model.Plugin;
import io.portage.kong.model.PluginConfig.Text;
import io.portage.kong.rule.RuleContext;
import java.util.List;
import java.util.stream.Stream;

/// The instances that transform requests, and the values that they are given.
final class Transformers {
    private static final List<String> LISTS = List.of("rename", "replace", "add", "append");

    private Transformers() {}

    static Stream<Plugin> running(RuleContext context) {
        return Stream.of("request-transformer", "request-transformer-advanced").flatMap(context::running);
    }

    /// What may be a template.
    static Stream<Text> values(Plugin plugin) {
        return Stream.concat(
                LISTS.stream()
                        .flatMap(list -> Stream.of(".headers", ".querystring", ".body")
                                .flatMap(part -> plugin.config().texts(list + part).stream())),
                plugin.config().texts("replace.uri").stream());
    }
}
