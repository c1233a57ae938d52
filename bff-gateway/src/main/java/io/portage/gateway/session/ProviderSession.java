package io.portage.gateway.session;

import io.portage.gateway.caller.TokenVerifier;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import reactor.core.publisher.Mono;

/// What the identity provider calls a sign-in: so do its reports that it is over. A session ends with it, though the
/// provider should still give tokens for it.
///
/// @param id its `sid`
/// @param begun when, by the provider's clock
record ProviderSession(String issuer, @Nullable String id, String subject, Instant begun) {
    private static final String ISSUER = "provider-issuer";
    private static final String ID = "provider-session";
    private static final String SUBJECT = "provider-subject";
    private static final String BEGUN = "provider-begun";

    static ProviderSession of(OidcIdToken token) {
        return new ProviderSession(
                required(token.getIssuer(), "iss").toString(),
                token.getClaimAsString("sid"),
                required(token.getSubject(), "sub"),
                required(token.getIssuedAt(), "iat"));
    }

    /// Spring Security has seen that it is there.
    private static <T> T required(@Nullable T claim, String name) {
        return Objects.requireNonNull(claim, name);
    }

    /// As it is kept with the session.
    Map<String, String> attributes() {
        var attributes = new HashMap<>(Map.of(ISSUER, issuer, SUBJECT, subject, BEGUN, begun.toString()));
        if (id != null) {
            attributes.put(ID, id);
        }
        return attributes;
    }

    /// Completes where the sign-in behind a session goes on, and fails with a revocation where it was reported to be
    /// over.
    static Mono<Void> goesOn(BrowserSession session, TokenVerifier verifier) {
        String issuer = session.getAttribute(ISSUER);
        String subject = session.getAttribute(SUBJECT);
        String begun = session.getAttribute(BEGUN);
        return issuer == null || subject == null || begun == null
                ? Mono.empty()
                : verifier.goesOn(issuer, session.getAttribute(ID), subject, Instant.parse(begun));
    }
}
