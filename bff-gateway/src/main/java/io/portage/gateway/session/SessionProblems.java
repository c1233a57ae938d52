package io.portage.gateway.session;

import static io.portage.gateway.problem.ProblemCode.CREDENTIALS_AMBIGUOUS;
import static io.portage.gateway.problem.ProblemCode.CSRF_INVALID;
import static io.portage.gateway.problem.ProblemCode.HEADER_INVALID;
import static io.portage.gateway.problem.ProblemCode.IDEMPOTENCY_STORE_UNAVAILABLE;
import static io.portage.gateway.problem.ProblemCode.TOKEN_EXPIRED;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_UNAVAILABLE;

import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.problem.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a browser is told when it is not, or no longer, signed in.
final class SessionProblems {
    /// Where a login begins.
    static final String LOGIN = "/oauth2/authorization/" + LoginClient.ID;

    private static final Logger LOG = LoggerFactory.getLogger(SessionProblems.class);
    private static final int UNAUTHORIZED = 401;

    private SessionProblems() {}

    static Rejection ambiguous() {
        return Rejection.of(
                CREDENTIALS_AMBIGUOUS, "both Authorization and the session cookie (expected: one of them, or neither)");
    }

    static Rejection severalCookies() {
        return Rejection.of(HEADER_INVALID, "several session cookies (expected: one at most)");
    }

    static Rejection forged(String detail) {
        return Rejection.of(CSRF_INVALID, detail);
    }

    static Rejection expired() {
        return withLogin(
                Rejection.of(TOKEN_EXPIRED, "the session is over at the identity provider (expected: a login)")
                        .header(
                                "WWW-Authenticate",
                                "Bearer realm=\"portage\", error=\"invalid_token\", error_description=\"the session is over\""));
    }

    static Rejection providerAway() {
        return Rejection.of(UPSTREAM_UNAVAILABLE, "the identity provider does not answer (expected: tokens)")
                .retryAfter(2);
    }

    /// What the rejection of a browser without a token says more than others: where to sign in.
    static Rejection withLogin(Rejection rejection) {
        return rejection.member("login", LOGIN);
    }

    /// A failure as the browser is told it.
    static Throwable told(Throwable failure) {
        return switch (failure) {
            case StoreUnavailableException away -> {
                LOG.warn("sessions are out of reach: {}", away.getMessage());
                yield Rejection.of(
                                IDEMPOTENCY_STORE_UNAVAILABLE,
                                "sessions are out of reach (expected: a store that answers)")
                        .retryAfter(1)
                        .asException();
            }
            case RejectedException rejected
            when rejected.rejection().status() == UNAUTHORIZED ->
                withLogin(rejected.rejection()).asException();
            default -> failure;
        };
    }
}
