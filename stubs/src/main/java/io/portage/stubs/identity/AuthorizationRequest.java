package io.portage.stubs.identity;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// What an application asks of the login page.
///
/// @param client the application
/// @param redirectUri where the browser goes back to
/// @param state the application's own memory, given back as it came
/// @param challenge the S256 code challenge
/// @param nonce goes into the ID token
record AuthorizationRequest(
        String client, String redirectUri, Optional<String> state, Optional<String> challenge, Optional<String> nonce) {

    /// What can be said to the application, since the address to go back to is trusted.
    static final class Refused extends RuntimeException {
        private final transient AuthorizationRequest request;
        private final String error;

        Refused(AuthorizationRequest request, String error, String description) {
            super(description, null, false, false);
            this.request = request;
            this.error = error;
        }

        AuthorizationRequest request() {
            return request;
        }

        String error() {
            return error;
        }
    }

    /// @throws OAuthError where there is nowhere to go back to
    /// @throws Refused where the application is to be told
    static AuthorizationRequest of(Map<String, String> query) {
        var client = query.getOrDefault("client_id", "");
        var known = Directory.client(client)
                .orElseThrow(() -> OAuthError.invalidRequest("client_id: " + client + " (expected: a known client)"));
        var request = new AuthorizationRequest(
                client,
                redirectUri(query.getOrDefault("redirect_uri", "")),
                Optional.ofNullable(query.get("state")),
                Optional.ofNullable(query.get("code_challenge")),
                Optional.ofNullable(query.get("nonce")));
        request.check(query, known.confidential());
        return request;
    }

    private void check(Map<String, String> query, boolean confidential) {
        var type = query.getOrDefault("response_type", "");
        if (!type.equals("code")) {
            throw new Refused(this, "unsupported_response_type", "response_type: " + type + " (expected: code)");
        }
        if (challenge.isEmpty() && !confidential) {
            throw new Refused(this, "invalid_request", "code_challenge: missing (expected: an S256 challenge)");
        }
        var method = query.getOrDefault("code_challenge_method", "");
        if (challenge.isPresent() && !method.equals("S256")) {
            throw new Refused(this, "invalid_request", "code_challenge_method: " + method + " (expected: S256)");
        }
    }

    private static String redirectUri(String text) {
        try {
            var uri = URI.create(text);
            if (uri.isAbsolute() && uri.getRawFragment() == null) {
                return text;
            }
        } catch (IllegalArgumentException _) {
            // falls through to the refusal
        }
        throw OAuthError.invalidRequest("redirect_uri: " + text + " (expected: an absolute URI without fragment)");
    }
}
