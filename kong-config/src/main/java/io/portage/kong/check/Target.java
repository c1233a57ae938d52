package io.portage.kong.check;

import io.portage.kong.catalogue.Fields;
import io.portage.kong.model.Dialect;
import io.portage.kong.model.KongVersion;
import java.util.Map;
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
    /// What plugins bring: where the plugin is not enabled, Kong does not know it.
    private static final Map<String, String> BROUGHT = Map.ofEntries(
            Map.entry("acls", "acl"),
            Map.entry("acme_storage", "acme"),
            Map.entry("basicauth_credentials", "basic-auth"),
            Map.entry("hmacauth_credentials", "hmac-auth"),
            Map.entry("jwt_secrets", "jwt"),
            Map.entry("keyauth_credentials", "key-auth"),
            Map.entry("oauth2_authorization_codes", "oauth2"),
            Map.entry("oauth2_credentials", "oauth2"),
            Map.entry("oauth2_tokens", "oauth2"),
            Map.entry("ratelimiting_metrics", "rate-limiting"),
            Map.entry("sessions", "session"));

    /// Whether that plugin is there.
    boolean runs(String plugin) {
        var bundled = Fields.plugins().contains(plugin);
        return enabled == null
                ? bundled || declared.contains(plugin)
                : enabled.contains(plugin) || (bundled && enabled.contains("bundled"));
    }

    /// The plugin without which nobody knows that entity; null where it needs none.
    static @Nullable String bringerOf(String entity) {
        return BROUGHT.get(entity);
    }

    /// Whether there are entities of that kind.
    boolean has(String entity) {
        var plugin = BROUGHT.get(entity);
        return Fields.entities().contains(entity) && (plugin == null || enabled == null || runs(plugin));
    }

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
