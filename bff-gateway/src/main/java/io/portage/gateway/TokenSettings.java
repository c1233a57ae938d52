package io.portage.gateway;

import io.portage.contract.JsonPointer;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Which bearer tokens are accepted, and what is read out of them.
///
/// @param issuers those whose tokens are accepted, each with keys of its own; the first is the one that logins and the
///     gateway's own client use; at least one is required
/// @param audience the audience that a token must name
/// @param algorithms accepted signature algorithms, of `RS256`, `RS384`, `RS512`, `PS256`, `PS384`, `PS512`, `ES256`,
///     `ES384`, `ES512` and `EdDSA`
/// @param clockAllowance by how much an issuer's clock may be ahead when it says from when on a token holds; a token's
///     end has no allowance
/// @param keyRefresh age at which an issuer's keys are fetched anew, while requests go on with those that are known;
/// where
///     nobody asked for twice as long, they wait for the fetch
/// @param keyRetention age up to which known keys are used while the issuer cannot be reached
/// @param cache bytes of verified tokens, at most, whose signature is not verified again
/// @param revocationRetention how long revocations are kept; no shorter than an access token lives
/// @param logoutClients clients whose logouts the issuers report to `POST /logout/back-channel`; none: no such path
/// @param claims where a token says what
public record TokenSettings(
        @DefaultValue List<Issuer> issuers,
        @DefaultValue("bff-gateway") String audience,
        @DefaultValue("RS256") List<String> algorithms,
        @DefaultValue("PT0S") Duration clockAllowance,
        @DefaultValue("PT5M") Duration keyRefresh,
        @DefaultValue("PT24H") Duration keyRetention,
        @DefaultValue("16MB") DataSize cache,
        @DefaultValue("PT24H") Duration revocationRetention,
        @DefaultValue List<String> logoutClients,
        @NestedConfigurationProperty @DefaultValue ClaimPointers claims) {
    private static final Duration MOST_ALLOWANCE = Duration.ofMinutes(1);
    private static final Duration LEAST_REFRESH = Duration.ofSeconds(10);

    /// Asymmetric ones alone: whoever can verify by a shared secret can also sign.
    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    /// @param url the issuer, exactly as its tokens name it
    /// @param jwks where its keys are; its address with Keycloak's path where it is not set
    /// @param tenants those that its tokens may name; required of each where there are several issuers, else all
    public record Issuer(
            URI url, @Nullable URI jwks, @DefaultValue List<String> tenants) {
        public Issuer {
            if (!Settings.isAddress(url)) {
                throw Settings.expected("token.issuers.*.url", url, "an address such as https://id.example/realms/ehr");
            }
            if (jwks != null && !Settings.isAddress(jwks)) {
                throw Settings.expected("token.issuers.*.jwks", jwks, "the address of a JWK set");
            }
            if (tenants.stream().anyMatch(String::isBlank)) {
                throw Settings.expected("token.issuers.*.tenants", tenants, "the names of tenants");
            }
            tenants = List.copyOf(tenants);
        }
    }

    /// Each is a JSON pointer into the token's payload.
    ///
    /// @param tenant the tenant
    /// @param subject the user or client
    /// @param roles lists of roles, which are taken together
    /// @param scopes the scopes, as a list or as one text with spaces
    /// @param modules the modules that the tenant is entitled to; where there is none, services decide
    public record ClaimPointers(
            @DefaultValue("/tenant_id") String tenant,
            @DefaultValue("/sub") String subject,
            @DefaultValue("/realm_access/roles") List<String> roles,
            @DefaultValue("/scope") String scopes,
            @DefaultValue("/modules") String modules) {
        public ClaimPointers {
            pointer("tenant", tenant);
            pointer("subject", subject);
            roles.forEach(role -> pointer("roles", role));
            pointer("scopes", scopes);
            pointer("modules", modules);
        }

        private static void pointer(String name, String text) {
            try {
                JsonPointer.parse(text);
            } catch (IllegalArgumentException _) {
                throw Settings.expected("token.claims." + name, text, "a JSON pointer such as /tenant_id");
            }
        }
    }

    public TokenSettings {
        var seen = new HashSet<URI>();
        for (var issuer : issuers) {
            if (!seen.add(issuer.url())) {
                throw Settings.expected("token.issuers", issuer.url(), "each issuer once");
            }
        }
        if (issuers.size() > 1) {
            issuers.forEach(TokenSettings::confined);
        }
        if (audience.isBlank()) {
            throw Settings.expected("token.audience", "\"" + audience + "\"", "the name that tokens call this gateway");
        }
        if (algorithms.isEmpty()) {
            throw Settings.expected("token.algorithms", algorithms, "at least one, such as RS256");
        }
        algorithms.forEach(TokenSettings::algorithm);
        if (clockAllowance.isNegative() || clockAllowance.compareTo(MOST_ALLOWANCE) > 0) {
            throw Settings.expected("token.clock-allowance", clockAllowance, "PT0S to " + MOST_ALLOWANCE);
        }
        if (keyRefresh.compareTo(LEAST_REFRESH) < 0) {
            throw Settings.expected("token.key-refresh", keyRefresh, ">= " + LEAST_REFRESH);
        }
        if (keyRetention.compareTo(keyRefresh) < 0) {
            throw Settings.expected("token.key-retention", keyRetention, ">= " + keyRefresh + ", the refresh");
        }
        Settings.atLeast("token.cache", cache.toBytes(), 0);
        Settings.positive("token.revocation-retention", revocationRetention);
    }

    /// Beside others, an issuer that could name any tenant could name theirs.
    private static void confined(Issuer issuer) {
        if (issuer.tenants().isEmpty()) {
            throw Settings.expected(
                    "token.issuers.*.tenants",
                    "not set for " + issuer.url(),
                    "the tenants that its tokens may name, since there are several issuers");
        }
    }

    private static void algorithm(String name) {
        if (!ALGORITHMS.contains(name)) {
            throw Settings.expected("token.algorithms", name, "RS256, PS256, ES256, EdDSA …");
        }
    }

    /// The issuer that logins and the gateway's own client use; null where none is set.
    public @Nullable Issuer issuer() {
        return issuers.isEmpty() ? null : issuers.getFirst();
    }
}
