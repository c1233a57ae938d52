package io.portage.gateway.caller;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/// What a token must say beyond a valid signature: an access token of our issuer, for us, of a known tenant, in time.
final class TokenRules implements OAuth2TokenValidator<Jwt> {
    static final String EXPIRED = "token_expired";
    private static final String INVALID = "invalid_token";
    private static final Set<String> HEADER_TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    /// What reaches the services in a header must not become another tenant on its way.
    private static final Pattern TENANT = Pattern.compile("[!-~]([ -~]{0,126}[!-~])?");

    private final String issuer;
    private final String audience;
    private final InstantSource clock;

    TokenRules(String issuer, String audience, InstantSource clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        var fault = fault(token);
        if (fault != null) {
            return OAuth2TokenValidatorResult.failure(new OAuth2Error(INVALID, fault, null));
        }
        return isInFuture(token.getExpiresAt())
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(EXPIRED, "exp is past", null));
    }

    private @Nullable String fault(Jwt token) {
        if (!issuer.equals(token.getClaimAsString("iss"))) {
            return "iss is another issuer (expected: " + issuer + ")";
        }
        if (token.getAudience() == null || !token.getAudience().contains(audience)) {
            return "aud does not name this gateway (expected: " + audience + ")";
        }
        if (token.getExpiresAt() == null) {
            return "exp is missing (expected: an instant)";
        }
        if (isInFuture(token.getNotBefore())) {
            return "nbf is in the future";
        }
        if (!isAccessToken(token)) {
            return "typ is that of another kind of token (expected: Bearer, or at+jwt in the header)";
        }
        if (isBlank(token.getSubject())) {
            return "sub is missing (expected: text)";
        }
        if (!(token.getClaims().get("tenant_id") instanceof String tenant)
                || !TENANT.matcher(tenant).matches()) {
            return "tenant_id is missing or cannot stand in a header (expected: printable ASCII)";
        }
        return null;
    }

    private boolean isInFuture(@Nullable Instant instant) {
        return instant != null && clock.instant().isBefore(instant);
    }

    /// Keycloak says in the payload what kind a token is; RFC 9068 says it in the header.
    private static boolean isAccessToken(Jwt token) {
        var header = token.getHeaders().get("typ");
        var headerType = header == null ? "jwt" : header.toString().toLowerCase(Locale.ROOT);
        if (!HEADER_TYPES.contains(headerType)) {
            return false;
        }
        var payload = token.getClaims().get("typ");
        return payload == null ? !headerType.equals("jwt") : payload.equals("Bearer");
    }

    private static boolean isBlank(@Nullable Object claim) {
        return !(claim instanceof String text) || text.isBlank();
    }
}
