package io.portage.gateway.caller;

import io.portage.gateway.TokenSettings;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where an issuer listens, by the paths that Keycloak has under a realm's address.
///
/// @param issuer the realm's address
/// @param jwks where its keys are, where they are elsewhere
public record IssuerAddresses(URI issuer, @Nullable URI jwks) {
    private static final String PROTOCOL = "/protocol/openid-connect/";

    public static IssuerAddresses of(TokenSettings.Issuer issuer) {
        return new IssuerAddresses(issuer.url(), issuer.jwks());
    }

    /// The login page.
    public URI authorization() {
        return at("auth");
    }

    public URI token() {
        return at("token");
    }

    /// The public keys.
    public URI keys() {
        return jwks == null ? at("certs") : jwks;
    }

    /// Where a browser goes to sign out.
    public URI endSession() {
        return at("logout");
    }

    private URI at(String name) {
        return URI.create(issuer + PROTOCOL + name);
    }
}
