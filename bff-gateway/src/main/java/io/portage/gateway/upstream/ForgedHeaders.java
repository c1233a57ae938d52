package io.portage.gateway.upstream;

import java.util.List;
import java.util.Set;

/// Headers by which proxies tell a service who is calling, from where, and what for. From a client they are made up,
/// and the gateway itself says of these only the tenant, so that none of them ever passes: not even those that Kong
/// sets, since nobody can tell them from those of a client who found a way around Kong.
final class ForgedHeaders {
    private static final Set<String> NAMES = Set.of(
            // who
            "x-user",
            "x-userid",
            "x-username",
            "x-userinfo",
            "x-email",
            "x-group",
            "x-groups",
            "x-scope",
            "x-authorization",
            "x-auth",
            "x-authuser",
            "x-sub",
            "x-jwt",
            "x-token",
            "x-admin",
            "user-id",
            "userid",
            "iv-user",
            "iv-groups",
            "iv-creds",
            "x-on-behalf-of",
            "x-endpoint-api-userinfo",
            "x-apigateway-api-userinfo",
            "x-org",
            "x-scopes",
            "x-anonymous-consumer",
            "x-access-token",
            "x-id-token",
            "x-jwt-assertion",
            "x-goog-iap-jwt-assertion",
            // from where
            "forwarded",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-original-forwarded-for",
            "true-client-ip",
            "cf-connecting-ip",
            "fastly-client-ip",
            // what for: a service that believed them would do another thing than the one that was allowed
            "x-original-url",
            "x-original-uri",
            "x-original-method",
            "x-original-host",
            "x-original-path",
            "x-envoy-original-path",
            "x-http-path-override",
            "x-rewrite-url",
            "x-host",
            "x-http-method",
            "x-http-method-override",
            "x-method-override");

    private static final List<String> PREFIXES = List.of(
            "x-tenant",
            "tenant",
            "x-user-",
            "x-subject",
            "x-role",
            "x-org-",
            "x-organi",
            "x-auth-",
            "x-claim",
            "x-module",
            "x-delegate",
            "x-hasura-",
            "x-shib-",
            "x-authentik-",
            "x-pomerium-",
            "x-webauth-",
            "x-vouch-",
            "sm-",
            "oidc-",
            "x-principal",
            "x-identity",
            "x-account-",
            "x-permission",
            "x-actor",
            "x-jwt-claim",
            "x-jwt-payload",
            "x-impersonate",
            "impersonate-",
            "x-consumer-",
            "x-credential-",
            "x-authenticated-",
            "x-remote-",
            "remote-",
            "x-amzn-oidc-",
            "x-goog-authenticated-user-",
            "x-ms-client-principal",
            "x-ms-token-",
            "x-client-cert",
            "client-cert",
            "x-ssl-cert",
            "x-tls-client-",
            "x-ssl-client-",
            "ssl-client-",
            "cf-access-",
            "x-forwarded");

    private ForgedHeaders() {}

    /// @param name header name in lower case
    static boolean contains(String name) {
        var folded = folded(name);
        return NAMES.contains(folded) || PREFIXES.stream().anyMatch(folded::startsWith);
    }

    /// Servers that hand headers on as variables write all but letters and digits as one character: to them
    /// `x_tenant.id` is `X-Tenant-Id`.
    private static String folded(String name) {
        var folded = new StringBuilder(name.length());
        name.chars().forEach(c -> folded.append(isLetterOrDigit(c) ? (char) c : '-'));
        return folded.toString();
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
