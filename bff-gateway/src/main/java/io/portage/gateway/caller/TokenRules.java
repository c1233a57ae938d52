package io.portage.gateway.caller;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/// What a token must say beyond a valid signature: an access token, for us, in time.
///
/// @param audience what tokens call this gateway
/// @param allowance by how much an issuer's clock may be ahead
record TokenRules(String audience, Duration allowance, InstantSource clock) {
    private static final Set<String> HEADER_TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    /// From when to when a token holds.
    record Span(Instant from, Instant until) {}

    /// @throws io.portage.gateway.problem.RejectedException where it does not
    Span span(SignedToken token) {
        var claims = token.claims();
        if (!claims.isFor(Set.of(audience))) {
            throw TokenRefusal.invalid("aud does not name this gateway (expected: " + audience + ")");
        }
        var until = claims.instant("exp");
        if (until == null) {
            throw TokenRefusal.invalid("exp is missing (expected: an instant)");
        }
        var from = claims.instant("nbf");
        if (!isAccessToken(token)) {
            throw TokenRefusal.invalid(
                    "typ is that of another kind of token (expected: Bearer, or at+jwt in the header)");
        }
        // it is worth nothing without the proof, for which nobody is asked here (RFC 7800, 8705, 9449)
        if (claims.has("cnf")) {
            throw TokenRefusal.invalid("cnf binds it to a key (expected: a bearer token)");
        }
        return new Span(from == null ? Instant.MIN : from.minus(allowance), until);
    }

    /// @throws io.portage.gateway.problem.RejectedException where the token holds no longer, or not yet
    void check(Span span) {
        var now = clock.instant();
        if (now.isBefore(span.from())) {
            throw TokenRefusal.invalid("nbf is in the future");
        }
        if (!now.isBefore(span.until())) {
            throw TokenRefusal.expired();
        }
    }

    /// Keycloak says in the payload what kind a token is; RFC 9068 says it in the header.
    private static boolean isAccessToken(SignedToken token) {
        var headerType = token.header().type();
        if (!HEADER_TYPES.contains(headerType)) {
            return false;
        }
        return token.claims().has("typ") ? "Bearer".equals(token.claims().text("typ")) : !headerType.equals("jwt");
    }
}
