package io.portage.kong.verify;

import io.portage.kong.catalogue.Declarations;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongVersion;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What to know of the Kong that a configuration is for.
///
/// @param merge whether the files are one decK state, even if it is one file
/// @param declared plugins that are known although Kong does not bundle them
/// @param enabled names of `plugins=`, `bundled` among them; null where nothing is said
/// @param flavor `router_flavor`; null where nothing is said
/// @param wasm `wasm`; null where nothing is said
public record ReadOptions(
        KongVersion version,
        boolean merge,
        Set<String> declared,
        @Nullable Set<String> enabled,
        @Nullable String flavor,
        @Nullable Boolean wasm) {
    public static final ReadOptions DEFAULT = new ReadOptions(KongVersion.NEWEST, false, Set.of(), null);

    /// Where nothing is said of the router and of Wasm.
    public ReadOptions(KongVersion version, boolean merge, Set<String> declared, @Nullable Set<String> enabled) {
        this(version, merge, declared, enabled, null, null);
    }

    /// What is known from a kong.conf and from declarations. The plugins of this project are always known.
    public static ReadOptions of(KongVersion version, boolean merge, Declarations declarations, KongConf conf) {
        var declared = new HashSet<>(declarations.names());
        declared.addAll(Set.of("header-guard", "header-guard-exit"));
        return new ReadOptions(
                version,
                merge,
                Set.copyOf(declared),
                conf.plugins(),
                conf.given() ? conf.value("router_flavor").orElse("traditional_compatible") : null,
                conf.given() ? conf.runsWasm() : null);
    }
}
