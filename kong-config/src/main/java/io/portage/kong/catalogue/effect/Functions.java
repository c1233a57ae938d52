package io.portage.kong.catalogue.effect;

import io.portage.kong.catalogue.effect.Effect.Anything;
import io.portage.kong.catalogue.effect.Effect.Ends;
import io.portage.kong.catalogue.effect.Effect.On;
import io.portage.kong.catalogue.effect.Effect.Verb;
import io.portage.kong.lua.LuaScan;
import io.portage.kong.lua.Sandbox;
import io.portage.kong.lua.Scan;
import io.portage.kong.lua.Touch;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.PluginConfig.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// pre-function and post-function do what their Lua says. Later phases come when the request has gone.
final class Functions {
    private static final String CORRELATION_ID = "X-Correlation-Id";
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private Functions() {}

    static Effects effects(Settings settings) {
        var sandbox = sandbox(settings.conf());
        return new Effects(phase(settings, "rewrite", sandbox.inRewrite()), phase(settings, "access", sandbox));
    }

    /// Kong shuts functions in a sandbox unless it is told otherwise.
    private static Sandbox sandbox(KongConf conf) {
        return conf.value("untrusted_lua").filter("on"::equals).isPresent()
                ? Sandbox.none()
                : Sandbox.stock()
                        .with(
                                names(conf, "untrusted_lua_sandbox_requires"),
                                names(conf, "untrusted_lua_sandbox_environment"));
    }

    private static Set<String> names(KongConf conf, String setting) {
        return conf.value(setting).map(String::strip).stream()
                .flatMap(COMMA::splitAsStream)
                .filter(it -> !it.isEmpty())
                .collect(Collectors.toSet());
    }

    private static List<Effect> phase(Settings settings, String phase, Sandbox sandbox) {
        var effects = new ArrayList<Effect>();
        for (var code : settings.config().texts(phase)) {
            if (settings.conf().runsUntrustedLua()) {
                effects(code, phase, sandbox, effects);
            } else {
                effects.add(new Ends(null, "untrusted_lua=off lets no function run", code.at()));
            }
        }
        return effects;
    }

    private static void effects(Text code, String phase, Sandbox sandbox, List<Effect> effects) {
        if (Settings.isComputed(code.value())) {
            effects.add(new Anything(phase + " is filled in from outside the file", code.at()));
            return;
        }
        var scan = LuaScan.of(code.value(), code.at(), sandbox);
        scan.touches().stream().flatMap(touch -> effects(touch, phase)).forEach(effects::add);
        scan.reasons().stream()
                .findFirst()
                .ifPresent(reason -> effects.add(new Anything(phase + ": " + reason.text(), reason.at())));
        if (scan.ends() == Scan.Ends.ALWAYS) {
            effects.add(new Ends(null, phase + " answers by itself or fails", code.at()));
        }
    }

    /// What a touch means; a name with `*` is one of many.
    ///
    /// Where a header gets its own value, several lines of it become one. That is a change, but not for the
    /// correlation id: whoever keeps or makes one has no use for a second.
    static Stream<Effect> effects(Touch touch, String detail) {
        if (touch.header().indexOf('*') >= 0) {
            var words = detail + ": " + touch.effect() + " " + touch.header();
            return Stream.of(new Anything(touch.header(), words, touch.at()));
        }
        boolean kept = touch.effect() == Touch.Effect.KEEP && touch.header().equalsIgnoreCase(CORRELATION_ID);
        return kept ? Stream.empty() : Stream.of(new On(verb(touch), touch.header(), false, detail, touch.at()));
    }

    private static Verb verb(Touch touch) {
        return switch (touch.effect()) {
            case SET -> Verb.SETS;
            case ADD -> Verb.APPENDS;
            case CLEAR -> Verb.REMOVES;
            case MINT -> Verb.MINTS;
            case KEEP -> Verb.REPLACES;
        };
    }
}
