package io.portage.kong.render;

import io.portage.contract.SyncContract;
import io.portage.kong.jwks.Keys;
import java.util.List;

/// The configuration that we ship, as a file that somebody reads: the same bytes for the same input.
public final class Rendering {
    private Rendering() {}

    /// Renders it.
    ///
    /// @param keys the realm's keys, or [Keys#placeholder()]
    /// @param overlays what is added; nothing by default
    public static String of(Environment environment, Target target, Keys keys, Overlay... overlays) {
        return of(SyncContract.bundled(), environment, target, keys, overlays);
    }

    /// As [#of(Environment, Target, Keys, Overlay...)], for another sync contract than the bundled one.
    public static String of(
            SyncContract contract, Environment environment, Target target, Keys keys, Overlay... overlays) {
        var state = Assembly.of(environment, contract, keys, target == Target.DECK, List.of(overlays));
        var head = head(environment, target.toString());
        return switch (target) {
            case DBLESS -> head + DeclarativeFile.dbless(state);
            case DECK -> head + DeclarativeFile.deck(state);
            case KIC -> head + Manifests.write(Manifests.of(state, Assembly.kubernetes()));
        };
    }

    /// What the controller makes of the manifests that [Target#KIC] has, as a file for Kong without a database: what
    /// can be verified of them.
    public static String twin(Environment environment, Keys keys, Overlay... overlays) {
        var state = Assembly.of(environment, SyncContract.bundled(), keys, false, List.of(overlays));
        return head(environment, "the DB-less twin of kic")
                + DeclarativeFile.dbless(Twin.of(Manifests.of(state, Assembly.kubernetes())));
    }

    /// The realm's keys alone, as a file in Kong's format: one of several that are one decK state, or to look at.
    public static String secrets(Keys keys) {
        return Yaml.write(new Tree().put("_format_version", "3.0").put("consumers", List.of(Realm.consumer(keys))));
    }

    private static String head(Environment environment, String target) {
        return "# " + environment + ", " + target + ": rendered by ./portage kong render from kong-config/kong;"
                + " change it there.\n";
    }
}
