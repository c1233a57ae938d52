package io.portage.kong.catalogue;

import io.portage.kong.model.KongVersion;
import java.util.OptionalInt;
import java.util.Set;

/// A plugin as Kong knows it.
public interface PluginType {
    String name();

    /// Higher runs earlier; empty where that release has no such plugin.
    OptionalInt priority(KongVersion version);

    /// What its schema refuses to be scoped to: some of `route`, `service`, `consumer`.
    Set<String> refusedScopes();
}
