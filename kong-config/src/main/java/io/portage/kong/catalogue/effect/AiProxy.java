package io.portage.kong.catalogue.effect;

import io.portage.kong.catalogue.effect.Effect.Verb;
import io.portage.kong.catalogue.effect.Settings.Switch;
import java.util.ArrayList;
import java.util.Set;

/// ai-proxy puts the credential of the model's provider where the caller's was.
final class AiProxy {
    private static final Set<String> ALWAYS_OVERRIDE = Set.of("gemini", "huggingface");

    private AiProxy() {}

    static Effects effects(Settings settings) {
        var effects = new ArrayList<Effect>();
        var provider = settings.config().text("model.provider");
        if (settings.has("auth.header_value")) {
            var kept = settings.isOn("auth.allow_override");
            var overrides =
                    provider.filter(it -> ALWAYS_OVERRIDE.contains(it.value())).isPresent();
            var verb = kept == Switch.ON && !overrides ? Verb.ADDS : Verb.SETS;
            settings.each(verb, kept != Switch.UNKNOWN, "auth.header_name").forEach(effects::add);
        }
        if (provider.filter(it -> signs(settings, it.value())).isPresent()) {
            effects.addAll(settings.on(Verb.SETS, false, "model.provider", "Authorization"));
        }
        return Effects.of(effects);
    }

    /// Whether requests to that provider carry an Authorization that is made here.
    private static boolean signs(Settings settings, String provider) {
        return provider.equals("bedrock")
                || Settings.isComputed(provider)
                || (provider.equals("gemini")
                        && settings.isOn("auth.gcp_use_service_account").isPossible());
    }
}
