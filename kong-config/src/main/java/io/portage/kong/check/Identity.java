package io.portage.kong.check;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What tells the entities of one kind from each other.
///
/// @param key the field that names one; null for none
/// @param isUnique whether no two have the same there, in the whole file
/// @param derived the fields that the id is made of where it is not said; empty where it is made of the name alone
/// @param unique other fields in which no two are the same
record Identity(@Nullable String key, boolean isUnique, List<String> derived, List<String> unique) {
    private static final Identity NONE = new Identity(null, false, List.of(), List.of());
    private static final Map<String, Identity> ALL = Map.ofEntries(
            Map.entry("services", named("name")),
            Map.entry("routes", named("name")),
            Map.entry("consumers", new Identity("username", true, List.of(), List.of("custom_id"))),
            Map.entry(
                    "plugins",
                    new Identity("instance_name", true, List.of("name", "route", "service", "consumer"), List.of())),
            Map.entry("upstreams", named("name")),
            Map.entry("targets", new Identity("target", false, List.of("upstream", "target"), List.of())),
            Map.entry("snis", named("name")),
            Map.entry("vaults", new Identity("prefix", true, List.of("prefix"), List.of())),
            Map.entry("keys", new Identity("name", true, List.of("kid", "set"), List.of())),
            Map.entry("key_sets", named("name")),
            Map.entry("workspaces", named("name")),
            Map.entry("filter_chains", new Identity("name", true, List.of("route", "service"), List.of())),
            Map.entry("acls", new Identity(null, false, List.of("consumer", "group"), List.of())),
            Map.entry("basicauth_credentials", new Identity("username", true, List.of("username"), List.of())),
            Map.entry("hmacauth_credentials", new Identity("username", true, List.of("username"), List.of())),
            Map.entry("keyauth_credentials", random("key")),
            Map.entry("jwt_secrets", random("key")),
            Map.entry("oauth2_credentials", random("client_id")),
            Map.entry("oauth2_tokens", random("access_token")),
            Map.entry("ca_certificates", new Identity(null, false, List.of(), List.of("cert_digest"))));

    private static Identity named(String key) {
        return new Identity(key, true, List.of(), List.of());
    }

    /// A name that Kong would make up, so that no id can be made of it.
    private static Identity random(String key) {
        return new Identity(key, true, List.of(key, "*"), List.of());
    }

    static Identity of(String entity) {
        return ALL.getOrDefault(entity, NONE);
    }

    /// Whether Kong makes the id of nothing that stands in the file.
    boolean isRandom() {
        return derived.contains("*") || (derived.isEmpty() && key == null);
    }
}
