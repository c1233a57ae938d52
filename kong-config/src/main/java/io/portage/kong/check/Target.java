package io.portage.kong.check;

import io.portage.kong.model.Dialect;
import io.portage.kong.model.KongVersion;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The Kong that a file is for.
///
/// @param declared plugins that are known although Kong does not bundle them
/// @param enabled names of `plugins=`; null where nothing is said, which is `bundled`
/// @param flavor router_flavor; null where nothing is said: the default, but for decK, whose Kong is told elsewhere
/// @param wasm whether filter chains can be; null where nothing is said: they cannot, but for decK
public record Target(
        KongVersion version,
        Dialect dialect,
        Set<String> declared,
        @Nullable Set<String> enabled,
        @Nullable String flavor,
        @Nullable Boolean wasm) {
    boolean isOlder() {
        return !version.isAtLeast(KongVersion.NEWEST);
    }

    boolean isDeck() {
        return dialect == Dialect.DECK;
    }

    /// Whether routes may be expressions.
    boolean takesExpressions() {
        return flavor == null ? isDeck() : flavor.equals("expressions");
    }

    /// Whether there may be filter chains.
    boolean takesFilters() {
        return wasm == null ? isDeck() : wasm;
    }

    boolean isTraditional() {
        return "traditional".equals(flavor);
    }
}
