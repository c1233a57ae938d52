package io.portage.kong.catalogue.effect;

import io.portage.kong.catalogue.Catalogue;
import io.portage.kong.catalogue.Declarations;
import io.portage.kong.catalogue.Field;
import io.portage.kong.catalogue.Fields;
import io.portage.kong.catalogue.effect.Effect.Anything;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.Plugin;
import io.portage.kong.read.EnvTemplates;
import io.portage.kong.read.Node;
import io.portage.kong.read.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What every plugin that is known does to the headers of a request. What is not known may do anything.
public final class EffectTable {
    private static final Map<String, EffectSource> ALL = all();

    private EffectTable() {}

    /// What is declared of a closed-source plugin counts more than what is known of it here.
    public static Effects of(Plugin plugin, Declarations declarations, KongConf conf) {
        var source = ALL.get(plugin.name());
        var declared = declarations.of(plugin.name());
        if (declared.isPresent() && !Catalogue.isOpen(plugin.name())) {
            return Declared.effects(plugin, declared.get());
        }
        return source == null ? unknown(plugin) : of(plugin, source, conf);
    }

    private static Effects of(Plugin plugin, EffectSource source, KongConf conf) {
        var open = open(plugin);
        return open.isPresent() && !isNeutral(plugin.name())
                ? anything(
                        open.get().name() + " is filled in from outside the file",
                        open.get().at())
                : source.of(new Settings(plugin, conf));
    }

    /// Names of the plugins in it.
    public static Set<String> names() {
        return ALL.keySet();
    }

    private static Map<String, EffectSource> all() {
        var all = new HashMap<String, EffectSource>();
        OpenSource.NEUTRAL.forEach(name -> all.put(name, _ -> Effects.NONE));
        OpenSource.effects(all);
        Enterprise.NEUTRAL.forEach(name -> all.put(name, _ -> Effects.NONE));
        Enterprise.effects(all);
        return Map.copyOf(all);
    }

    private static boolean isNeutral(String plugin) {
        return OpenSource.NEUTRAL.contains(plugin) || Enterprise.NEUTRAL.contains(plugin);
    }

    /// A part of the configuration, of several fields, that comes from outside the file.
    private static Optional<Node.Member> open(Plugin plugin) {
        return plugin.config().declared().members().stream()
                .filter(it -> it.value() instanceof Node.Text text && EnvTemplates.isIn(text.value()))
                .filter(it -> isRecord(plugin.name(), it.name()))
                .findFirst();
    }

    private static boolean isRecord(String plugin, String name) {
        var config = Fields.ofPlugin(plugin).get("config");
        var field = config == null ? null : config.find(name);
        return field == null || field.kind() == Field.Kind.RECORD;
    }

    private static Effects unknown(Plugin plugin) {
        return anything("nothing is known of " + plugin.name() + " (declare it with --plugins)", plugin.at());
    }

    private static Effects anything(String why, Position at) {
        var effects = List.<Effect>of(new Anything(why, at));
        return new Effects(effects, effects);
    }
}
