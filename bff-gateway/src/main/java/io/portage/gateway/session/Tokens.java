package io.portage.gateway.session;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/// What the identity provider gave for one sign-in, or for one refresh of it.
///
/// @param access the access token
/// @param obtained when it was given, by our clock
/// @param expires when it ends
/// @param refresh what the next access token is asked with; null where the provider gave none
/// @param id the newest ID token, which a logout shows
public record Tokens(
        String access,
        Instant obtained,
        Instant expires,
        @Nullable String refresh,
        String id) {

    static Tokens of(OAuth2AccessToken access, @Nullable OAuth2RefreshToken refresh, String id, Instant now) {
        return new Tokens(
                access.getTokenValue(),
                now,
                expires(access, now),
                refresh == null ? null : refresh.getTokenValue(),
                id);
    }

    /// What the verifier will go by, where the token can be read at all.
    private static Instant expires(OAuth2AccessToken access, Instant now) {
        try {
            var claimed =
                    JWTParser.parse(access.getTokenValue()).getJWTClaimsSet().getExpirationTime();
            if (claimed != null) {
                return claimed.toInstant();
            }
        } catch (ParseException _) {
            // no JWT: what the provider said beside it must do
        }
        var issued = access.getIssuedAt();
        var expires = access.getExpiresAt();
        return issued == null || expires == null ? now : now.plus(Duration.between(issued, expires));
    }

    /// Whether the access token still holds at that moment.
    boolean lastsUntil(Instant moment) {
        return moment.isBefore(expires);
    }

    /// Whether it is time for the next ones: `ahead` of the end, though never before half of their life is over.
    boolean areDue(Instant now, Duration ahead) {
        var half = Duration.between(obtained, expires).dividedBy(2);
        return !now.isBefore(expires.minus(ahead.compareTo(half) < 0 ? ahead : half));
    }

    String authorization() {
        return "Bearer " + access;
    }

    /// Never what they are.
    @Override
    public String toString() {
        return "Tokens[expires=" + expires + "]";
    }
}
