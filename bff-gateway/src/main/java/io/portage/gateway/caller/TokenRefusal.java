package io.portage.gateway.caller;

import static io.portage.gateway.problem.ProblemCode.TOKEN_EXPIRED;
import static io.portage.gateway.problem.ProblemCode.TOKEN_INVALID;
import static io.portage.gateway.problem.ProblemCode.TOKEN_MISSING;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_UNAVAILABLE;

import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;

/// Why there is no caller, with the challenge of RFC 6750. Says what was expected, never what the token holds.
final class TokenRefusal {
    static final String REALM = "Bearer realm=\"portage\"";

    private static final String REVOKED = "revoked: its session has ended";

    private TokenRefusal() {}

    static RejectedException missing() {
        return Rejection.of(TOKEN_MISSING, "no bearer token (expected: Authorization: Bearer <token>)")
                .header("WWW-Authenticate", REALM)
                .asException();
    }

    static RejectedException invalid(String why) {
        return refused(TOKEN_INVALID, why);
    }

    static RejectedException revoked() {
        return invalid(REVOKED);
    }

    static boolean isRevocation(Rejection rejection) {
        return rejection.code() == TOKEN_INVALID && rejection.detail().endsWith(REVOKED);
    }

    static RejectedException expired() {
        return refused(TOKEN_EXPIRED, "exp is past");
    }

    /// Not the token's fault.
    static RejectedException keysUnavailable() {
        return Rejection.of(
                        UPSTREAM_UNAVAILABLE, "the identity provider's keys cannot be fetched (expected: a JWK set)")
                .retryAfter(2)
                .asException();
    }

    private static RejectedException refused(ProblemCode code, String why) {
        return Rejection.of(code, "bearer token: " + why)
                .header(
                        "WWW-Authenticate",
                        REALM + ", error=\"invalid_token\", error_description=\"" + why.replace('"', '\'') + "\"")
                .asException();
    }
}
