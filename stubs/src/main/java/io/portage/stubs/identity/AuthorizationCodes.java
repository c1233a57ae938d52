package io.portage.stubs.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Authorization codes: good for one minute and for one exchange, by the client that can prove it asked (RFC 7636).
final class AuthorizationCodes {
    private static final Duration LIFE = Duration.ofMinutes(1);

    /// What a code stands for.
    ///
    /// @param challenge the S256 code challenge; empty where a confidential client gave none
    record Grant(
            Identity identity,
            String client,
            String redirectUri,
            Optional<String> challenge,
            Optional<String> nonce,
            String session,
            Instant expires) {}

    private final InstantSource clock;
    private final Sessions sessions;
    private final Map<String, Grant> open = new ConcurrentHashMap<>();
    private final Map<String, String> spent = new ConcurrentHashMap<>();

    AuthorizationCodes(InstantSource clock, Sessions sessions) {
        this.clock = clock;
        this.sessions = sessions;
    }

    String issue(Identity identity, AuthorizationRequest request) {
        var code = UUID.randomUUID().toString();
        open.put(
                code,
                new Grant(
                        identity,
                        request.client(),
                        request.redirectUri(),
                        request.challenge(),
                        request.nonce(),
                        sessions.open(),
                        clock.instant().plus(LIFE)));
        return code;
    }

    /// @throws OAuthError where the code is not good for this client, address and verifier
    Grant redeem(String code, String client, String redirectUri, String verifier) {
        var grant = open.remove(code);
        if (grant == null) {
            // a code that comes twice may be stolen: what the first exchange gave ends with it (RFC 6749 §4.1.2)
            Optional.ofNullable(spent.get(code)).ifPresent(sessions::end);
            throw OAuthError.invalidGrant("code (expected: one that was issued and not used)");
        }
        spent.put(code, grant.session());
        check(!grant.expires().isBefore(clock.instant()), "code (expected: not older than " + LIFE + ")");
        check(grant.client().equals(client), "client_id: " + client + " (expected: " + grant.client() + ")");
        check(
                grant.redirectUri().equals(redirectUri),
                "redirect_uri: " + redirectUri + " (expected: " + grant.redirectUri() + ")");
        check(
                grant.challenge().map(s256(verifier)::equals).orElse(true),
                "code_verifier (expected: the one behind code_challenge)");
        return grant;
    }

    private static void check(boolean holds, String description) {
        if (!holds) {
            throw OAuthError.invalidGrant(description);
        }
    }

    private static String s256(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
