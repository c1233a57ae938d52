package io.portage.kong.catalogue.effect;

import io.portage.kong.catalogue.effect.Effect.Anything;
import io.portage.kong.lua.Touch;
import io.portage.kong.model.Plugin;
import io.portage.kong.plugin.DeclaredEffect;
import io.portage.kong.plugin.EffectsFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// What an effects file says of a plugin.
final class Declared {
    /// When nothing of the request can be changed any more, or not yet.
    private static final Set<String> OTHER_PHASES =
            Set.of("init_worker", "configure", "certificate", "header_filter", "body_filter", "log");

    private Declared() {}

    static Effects effects(Plugin plugin, EffectsFile file) {
        var rewrite = new ArrayList<Effect>();
        var access = new ArrayList<Effect>();
        for (var declared : file.effects()) {
            if (!OTHER_PHASES.contains(declared.phase())) {
                effects(plugin, file, declared)
                        .forEach(declared.phase().equals("rewrite") ? rewrite::add : access::add);
            }
        }
        if (file.opaque()) {
            var why = file.reasons().isEmpty()
                    ? "declared opaque"
                    : file.reasons().getFirst();
            var anything = List.of(new Anything(why, plugin.at()));
            rewrite.addAll(anything);
            access.addAll(anything);
        }
        return new Effects(rewrite, access);
    }

    private static Stream<Effect> effects(Plugin plugin, EffectsFile file, DeclaredEffect declared) {
        var touch = Touch.Effect.valueOf(declared.effect().toUpperCase(Locale.ROOT));
        var detail = declared.at().isEmpty() ? "declared for " + file.plugin() : "declared: " + declared.at();
        return Functions.effects(new Touch(touch, declared.header(), plugin.at(), ""), detail);
    }
}
