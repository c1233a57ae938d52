package io.portage.gateway.session;

import io.portage.gateway.LoginSettings;
import io.portage.gateway.problem.Rejection;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// Tells a request that a page of ours makes from one that another site makes in its name. What changes something must
/// show the session's own secret, which other sites cannot read, and must not come from elsewhere by the browser's
/// word.
final class CrossSiteGuard {
    static final String HEADER = "X-CSRF-Token";
    /// The attribute of a session that holds its secret.
    static final String SECRET = "csrf";

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String FETCH_SITE = "Sec-Fetch-Site";

    private final List<String> origins;
    private final RandomGenerator random;

    CrossSiteGuard(LoginSettings login, RandomGenerator random) {
        this.origins = new ArrayList<>(login.origins());
        this.origins.add(String.valueOf(login.baseUrl()));
        this.random = random;
    }

    /// Why a request may not use the session that came with it; empty where it may.
    Optional<Rejection> refusal(ServerHttpRequest request, BrowserSession session) {
        var headers = request.getHeaders();
        // reads too: a proxy that allows other origins would let their pages read what the session may
        if (!origins.containsAll(headers.getOrEmpty(HttpHeaders.ORIGIN))) {
            return Optional.of(SessionProblems.forged("Origin is another one (expected: one of " + origins + ")"));
        }
        if (SAFE.contains(request.getMethod())) {
            return Optional.empty();
        }
        if (headers.getOrEmpty(FETCH_SITE).stream().anyMatch("cross-site"::equalsIgnoreCase)) {
            return Optional.of(SessionProblems.forged("Sec-Fetch-Site: cross-site (expected: same-origin)"));
        }
        var tokens = headers.getOrEmpty(HEADER);
        return tokens.size() == 1 && isProven(tokens.getFirst(), session.getAttribute(SECRET))
                ? Optional.empty()
                : Optional.of(SessionProblems.forged(
                        "X-CSRF-Token is missing or another session's (expected: the csrfToken of GET /session)"));
    }

    /// The secret behind a mask that is another one each time: an answer that is compressed tells nothing of it.
    String token(String secret) {
        var plain = bytes(secret);
        var mask = new byte[plain.length];
        random.nextBytes(mask);
        var token = new byte[2 * plain.length];
        for (int i = 0; i < plain.length; i++) {
            token[i] = mask[i];
            token[plain.length + i] = (byte) (plain[i] ^ mask[i]);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private static boolean isProven(String token, @Nullable String secret) {
        if (secret == null) {
            return false;
        }
        try {
            var masked = bytes(token);
            var unmasked = new byte[masked.length / 2];
            for (int i = 0; i < unmasked.length; i++) {
                unmasked[i] = (byte) (masked[i] ^ masked[unmasked.length + i]);
            }
            return masked.length % 2 == 0 && MessageDigest.isEqual(unmasked, bytes(secret));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
