package io.portage.gateway;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// As whom the gateway itself asks services. A gateway that has no client of its own asks with its callers' tokens.
///
/// @param id the gateway's own client at the identity provider, with which it asks whether a delegation is valid;
///     where it is not set, the caller's token is used
/// @param secret that client's secret
/// @param tokenUrl where its token is fetched; the issuer's address with Keycloak's path where it is not set
public record ClientSettings(
        @Nullable String id,
        @Nullable String secret,
        @Nullable URI tokenUrl) {
    public ClientSettings {
        if (isSet(id) != isSet(secret)) {
            throw Settings.expected(
                    isSet(id) ? "client.secret" : "client.id", "not set", "both portage.client.id and its secret");
        }
        if (tokenUrl != null && !Settings.isAddress(tokenUrl)) {
            throw Settings.expected("client.token-url", tokenUrl, "the address of a token endpoint");
        }
    }

    public boolean isSet() {
        return isSet(id);
    }

    private static boolean isSet(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "ClientSettings[id=" + id + ", tokenUrl=" + tokenUrl + "]";
    }
}
