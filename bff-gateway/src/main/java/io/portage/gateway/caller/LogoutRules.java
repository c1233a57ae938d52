package io.portage.gateway.caller;

import io.portage.contract.JsonPointer;
import io.portage.gateway.caller.revocation.Revocation;
import io.portage.gateway.caller.revocation.Revocation.OfReport;
import io.portage.gateway.caller.revocation.Revocation.OfSession;
import io.portage.gateway.caller.revocation.Revocation.OfSubject;
import io.portage.gateway.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a logout token must say (OpenID Connect Back-Channel Logout 1.0, section 2.6), and what it then revokes.
///
/// @param clients those whose logouts are reported here
record LogoutRules(Set<String> clients, InstantSource clock) {
    /// How old, or how far ahead of our clock, a report may be.
    static final Duration RECENT = Duration.ofMinutes(2);

    private static final JsonPointer EVENT =
            JsonPointer.parse("/events/http:~1~1schemas.openid.net~1event~1backchannel-logout");
    private static final Set<String> HEADER_TYPES = Set.of("jwt", "logout+jwt", "application/logout+jwt");
    private static final int LONGEST = 255;

    /// Keycloak's event for offline access that has ended, too.
    private static final JsonPointer OFFLINE = JsonPointer.parse("/events/revoke_offline_access");
    private static final Instant EVER = Instant.ofEpochMilli(Long.MAX_VALUE);

    /// What an issuer was giving out while it ended the session, perhaps by another of its clocks.
    private static final Duration CROSSING = Duration.ofSeconds(10);

    /// The report itself first.
    ///
    /// @throws io.portage.gateway.problem.RejectedException where it is no logout token
    List<Revocation> revocations(SignedToken token) {
        var claims = token.claims();
        requireLogoutToken(token);
        if (!claims.isFor(clients)) {
            throw TokenRefusal.invalid("aud is none of our clients (expected: one of portage.token.logout-clients)");
        }
        requireInTime(claims);
        var issuer = token.issuer();
        var session = bounded(claims, "sid");
        var subject = bounded(claims, "sub");
        var id = bounded(claims, "jti");
        if (id == null) {
            throw TokenRefusal.invalid("jti is missing (expected: text)");
        }
        var revocations = new ArrayList<Revocation>(List.of(new OfReport(issuer, id)));
        if (session != null) {
            revocations.add(new OfSession(issuer, session, end(claims)));
        } else if (subject != null) {
            revocations.add(new OfSubject(issuer, subject, issuedAt(claims)));
        } else {
            throw TokenRefusal.invalid("sid and sub are missing (expected: one of them)");
        }
        return revocations;
    }

    private static void requireLogoutToken(SignedToken token) {
        var claims = token.claims();
        if (!HEADER_TYPES.contains(token.header().type())
                || (claims.has("typ") && !"Logout".equals(claims.text("typ")))) {
            throw TokenRefusal.invalid("typ is that of another kind of token (expected: logout+jwt in the header)");
        }
        if (!(claims.payload().at(EVENT) instanceof Json.Obj)) {
            throw TokenRefusal.invalid("events names no back-channel logout (expected: that of OpenID Connect)");
        }
        if (claims.has("nonce")) {
            throw TokenRefusal.invalid("nonce is there (expected: none; it belongs to ID tokens)");
        }
    }

    private void requireInTime(TokenClaims claims) {
        var now = clock.instant();
        var age = Duration.between(issuedAt(claims), now);
        if (age.abs().compareTo(RECENT) > 0) {
            throw TokenRefusal.invalid("iat is not recent (expected: at most " + RECENT + " ago)");
        }
        var until = claims.instant("exp");
        if (until != null && !now.isBefore(until)) {
            throw TokenRefusal.invalid("exp is past");
        }
    }

    /// Tokens of offline access bear the name of the session they began in, and outlive it unless the report says that
    /// they do not.
    private static Instant end(TokenClaims claims) {
        return claims.payload().at(OFFLINE) instanceof Json.Bool(var too) && too
                ? EVER
                : issuedAt(claims).plus(CROSSING);
    }

    private static Instant issuedAt(TokenClaims claims) {
        var issuedAt = claims.instant("iat");
        if (issuedAt == null) {
            throw TokenRefusal.invalid("iat is missing (expected: an instant)");
        }
        return issuedAt;
    }

    private static @Nullable String bounded(TokenClaims claims, String name) {
        var text = claims.text(name);
        if (claims.has(name) && (text == null || text.isEmpty() || text.length() > LONGEST)) {
            throw TokenRefusal.invalid(name + " is malformed (expected: text of 1 to " + LONGEST + " characters)");
        }
        return text;
    }
}
