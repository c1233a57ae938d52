package io.portage.stubs.identity;

import io.portage.stubs.http.HttpResponse;
import io.portage.stubs.http.Json;

/// A refusal as OAuth 2.0 words it (RFC 6749 §5.2).
final class OAuthError extends RuntimeException {
    private final int status;
    private final String error;

    private OAuthError(int status, String error, String description) {
        super(description, null, false, false);
        this.status = status;
        this.error = error;
    }

    static OAuthError invalidRequest(String description) {
        return new OAuthError(400, "invalid_request", description);
    }

    static OAuthError invalidGrant(String description) {
        return new OAuthError(400, "invalid_grant", description);
    }

    static OAuthError invalidClient(String description) {
        return new OAuthError(401, "invalid_client", description);
    }

    static OAuthError unsupportedGrant(String description) {
        return new OAuthError(400, "unsupported_grant_type", description);
    }

    HttpResponse response() {
        return HttpResponse.json(
                status, Json.object().put("error", error).put("error_description", String.valueOf(getMessage())));
    }
}
