package io.portage.gateway.caller;

import java.net.URI;

/// Where an issuer listens, by the paths that Keycloak has under a realm's address.
///
/// @param issuer the realm's address
public record IssuerAddresses(URI issuer) {
    private static final String PROTOCOL = "/protocol/openid-connect/";

    /// The login page.
    public URI authorization() {
        return at("auth");
    }

    public URI token() {
        return at("token");
    }

    /// The public keys.
    public URI keys() {
        return at("certs");
    }

    /// Where a browser goes to sign out.
    public URI endSession() {
        return at("logout");
    }

    private URI at(String name) {
        return URI.create(issuer + PROTOCOL + name);
    }
}
