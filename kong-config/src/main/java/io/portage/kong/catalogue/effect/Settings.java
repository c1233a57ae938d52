package io.portage.kong.catalogue.effect;

import io.portage.kong.catalogue.Fields;
import io.portage.kong.catalogue.effect.Effect.Anything;
import io.portage.kong.catalogue.effect.Effect.On;
import io.portage.kong.catalogue.effect.Effect.Verb;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.Plugin;
import io.portage.kong.model.PluginConfig;
import io.portage.kong.read.EnvTemplates;
import io.portage.kong.read.Node;
import io.portage.kong.read.Position;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/// How a plugin instance is configured, as far as it matters to headers.
///
record Settings(Plugin plugin, KongConf conf) {
    /// What a switch says.
    enum Switch {
        ON,
        OFF,
        /// It comes from outside the file.
        UNKNOWN;

        boolean isPossible() {
            return this != OFF;
        }
    }

    PluginConfig config() {
        return plugin.config();
    }

    Position at() {
        return plugin.at();
    }

    Switch isOn(String field) {
        return config().field(field)
                .map(node -> switch (node) {
                    case Node.Bool bool when !EnvTemplates.isIn(bool.text()) -> bool.value() ? Switch.ON : Switch.OFF;
                    case Node.Null _ -> Switch.OFF;
                    default -> Switch.UNKNOWN;
                })
                .orElse(Switch.OFF);
    }

    boolean has(String field) {
        return !config().texts(field).isEmpty();
    }

    /// Whether the file says explicitly that a field, which has no dots, is nothing.
    boolean isNothing(String field) {
        return config().declared().get(field) instanceof Node.Null;
    }

    /// Whether a text becomes another one outside the file, so that nobody can say which header it names.
    static boolean isComputed(String text) {
        return EnvTemplates.isIn(text) || text.startsWith("{vault://");
    }

    /// The same effect on each header that a field names.
    Stream<Effect> each(Verb verb, boolean always, String field) {
        return each(verb, always, field, Function.identity());
    }

    /// @param name makes the name of the header of the text that stands in the field
    Stream<Effect> each(Verb verb, boolean always, String field, Function<String, String> name) {
        return config().texts(field).stream().map(text -> on(verb, always, field, text, name.apply(text.value())));
    }

    private Effect on(Verb verb, boolean always, String field, PluginConfig.Text text, String header) {
        return EnvTemplates.isIn(text.value()) || (isComputed(text.value()) && isResolved(field))
                ? new Anything(field + " names a header from outside the file", text.at())
                : new On(verb, header.toLowerCase(Locale.ROOT), always, field, text.at());
    }

    /// Whether Kong looks up a vault's reference in that field; elsewhere it takes the text as it is.
    private boolean isResolved(String field) {
        var config = Fields.ofPlugin(plugin.name()).get("config");
        var known = config == null ? null : config.find(field);
        return known == null || known.referenceable();
    }

    /// An effect on a header that no field names.
    List<Effect> on(Verb verb, boolean always, String field, String header) {
        var at = config().field(field).map(Node::at).orElse(at());
        return List.of(new On(verb, header, always, field, at));
    }
}
