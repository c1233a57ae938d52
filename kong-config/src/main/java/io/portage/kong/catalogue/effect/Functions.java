package io.portage.kong.catalogue.effect;

import io.portage.kong.catalogue.effect.Effect.Anything;
import io.portage.kong.catalogue.effect.Effect.Ends;
import io.portage.kong.catalogue.effect.Effect.On;
import io.portage.kong.catalogue.effect.Effect.Verb;
import io.portage.kong.lua.LuaScan;
import io.portage.kong.lua.Scan;
import io.portage.kong.lua.Touch;
import io.portage.kong.model.PluginConfig.Text;
import java.util.ArrayList;
import java.util.List;

/// pre-function and post-function do what their Lua says. Later phases come when the request has gone.
final class Functions {
    private Functions() {}

    static Effects effects(Settings settings) {
        return new Effects(phase(settings, "rewrite"), phase(settings, "access"));
    }

    private static List<Effect> phase(Settings settings, String phase) {
        var effects = new ArrayList<Effect>();
        for (var code : settings.config().texts(phase)) {
            if (settings.untrustedLua()) {
                effects(code, phase, effects);
            } else {
                effects.add(new Ends(null, "untrusted_lua=off lets no function run", code.at()));
            }
        }
        return effects;
    }

    private static void effects(Text code, String phase, List<Effect> effects) {
        if (Settings.isComputed(code.value())) {
            effects.add(new Anything(phase + " is filled in from outside the file", code.at()));
            return;
        }
        var scan = LuaScan.of(code.value(), code.at());
        scan.touches().forEach(touch -> effects.add(effect(touch, phase)));
        scan.reasons().stream()
                .findFirst()
                .ifPresent(reason -> effects.add(new Anything(phase + ": " + reason.text(), reason.at())));
        if (scan.ends() == Scan.Ends.ALWAYS) {
            effects.add(new Ends(null, phase + " answers by itself", code.at()));
        }
    }

    private static Effect effect(Touch touch, String phase) {
        return new On(verb(touch.effect()), touch.header(), false, phase, touch.at());
    }

    static Verb verb(Touch.Effect effect) {
        return switch (effect) {
            case SET -> Verb.SETS;
            case ADD -> Verb.APPENDS;
            case CLEAR -> Verb.REMOVES;
        };
    }
}
