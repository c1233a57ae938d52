package io.portage.kong.catalogue.effect;

import io.portage.kong.catalogue.effect.Effect.Anything;
import io.portage.kong.catalogue.effect.Effect.Verb;
import java.util.List;

/// `hide_credentials`: the header with the credential is removed, even from requests that pass as anonymous.
final class Hiding {
    private static final String SWITCH = "hide_credentials";

    private Hiding() {}

    /// Where the credential is always in the same header.
    static Effects header(Settings settings, String header) {
        return switch (settings.isOn(SWITCH)) {
            case ON -> Effects.of(settings.on(Verb.REMOVES, false, SWITCH, header));
            case OFF -> Effects.NONE;
            case UNKNOWN -> unknown(settings);
        };
    }

    /// Where a field says in which header the credential is. It goes even where the credential came in the query.
    static Effects named(Settings settings, String field) {
        return switch (settings.isOn(SWITCH)) {
            case ON -> Effects.of(settings.each(Verb.REMOVES, false, field).toList());
            case OFF -> Effects.NONE;
            case UNKNOWN -> unknown(settings);
        };
    }

    private static Effects unknown(Settings settings) {
        return Effects.of(List.of(new Anything(SWITCH + " is set outside the file", settings.at())));
    }
}
