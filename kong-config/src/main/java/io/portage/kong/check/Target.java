package io.portage.kong.check;

import io.portage.kong.model.Dialect;
import io.portage.kong.model.KongVersion;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The Kong that a file is for.
///
/// @param declared plugins that are known although Kong does not bundle them
/// @param enabled names of `plugins=`; null where nothing is said, which is `bundled`
/// @param flavor router_flavor; null where nobody knows
/// @param wasm whether filter chains can be; null where nobody knows
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

    /// Whether routes may be expressions; they may where nobody knows.
    boolean takesExpressions() {
        return flavor == null || flavor.equals("expressions");
    }

    boolean isTraditional() {
        return "traditional".equals(flavor);
    }
}
