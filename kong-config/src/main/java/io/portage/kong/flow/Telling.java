package io.portage.kong.flow;

import io.portage.kong.catalogue.Declarations;
import io.portage.kong.catalogue.effect.Effect;
import io.portage.kong.catalogue.effect.EffectTable;
import io.portage.kong.catalogue.effect.Effects;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongConfig;
import io.portage.kong.model.Plugin;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The effects of the instances of a file that can matter to sync headers: on them, or on what is renamed.
final class Telling {
    private final Map<Plugin, Effects> effects = new IdentityHashMap<>();
    private final Set<String> names = new HashSet<>();

    Telling(KongConfig config, Declarations declarations, KongConf conf) {
        for (var header : SyncHeader.values()) {
            names.add(header.header().toLowerCase(Locale.ROOT));
        }
        for (var plugin : config.plugins()) {
            var all = EffectTable.of(plugin, declarations, conf);
            effects.put(plugin, all);
            Stream.concat(all.rewrite().stream(), all.access().stream()).forEach(this::renamed);
        }
        effects.replaceAll((_, all) -> new Effects(telling(all.rewrite()), telling(all.access())));
    }

    private void renamed(Effect effect) {
        if (effect instanceof Effect.Renames renames) {
            names.add(renames.from());
            names.add(renames.from().replace('_', '-'));
        }
    }

    private List<Effect> telling(List<Effect> all) {
        return all.stream().filter(this::tells).toList();
    }

    private boolean tells(Effect effect) {
        return switch (effect) {
            case Effect.On on -> names.contains(on.header());
            case Effect.Renames renames -> names.contains(renames.to()) || names.contains(renames.from());
            case Effect.Ends _, Effect.Anything _ -> true;
        };
    }

    Effects of(Plugin plugin) {
        return effects.getOrDefault(plugin, Effects.NONE);
    }
}
