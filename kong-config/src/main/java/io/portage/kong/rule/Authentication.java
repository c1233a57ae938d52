package io.portage.kong.rule;

import java.util.Set;

/// The plugins that find out who calls.
final class Authentication {
    private static final Set<String> PLUGINS = Set.of(
            "basic-auth",
            "header-cert-auth",
            "hmac-auth",
            "jwt",
            "jwt-keycloak",
            "jwt-signer",
            "key-auth",
            "key-auth-enc",
            "ldap-auth",
            "ldap-auth-advanced",
            "mtls-auth",
            "oauth2",
            "oauth2-introspection",
            "oidc",
            "openid-connect",
            "saml",
            "session",
            "vault-auth");

    private Authentication() {}

    static boolean isBy(String plugin) {
        return PLUGINS.contains(plugin);
    }
}
