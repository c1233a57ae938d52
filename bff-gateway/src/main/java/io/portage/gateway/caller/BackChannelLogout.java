package io.portage.gateway.caller;

import io.portage.gateway.caller.revocation.Revocations;
import io.portage.gateway.correlation.CorrelationId;
import io.portage.gateway.problem.Action;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.problem.StoreUnavailableException;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Takes an issuer's word that a session has ended (OpenID Connect Back-Channel Logout 1.0). Nobody is signed in here:
/// the logout token's signature is all the proof there is.
final class BackChannelLogout {
    static final String PATH = "/logout/back-channel";

    private final TokenDecoder decoder;
    private final LogoutRules rules;
    private final Revocations revocations;
    private final CorrelationId correlationId;

    BackChannelLogout(TokenDecoder decoder, LogoutRules rules, Revocations revocations, CorrelationId correlationId) {
        this.decoder = decoder;
        this.rules = rules;
        this.revocations = revocations;
        this.correlationId = correlationId;
    }

    Mono<ServerResponse> handle(ServerRequest request) {
        correlationId.of(request.exchange());
        return LogoutForm.token(request.exchange().getRequest())
                .flatMap(this::revoke)
                .then(ServerResponse.ok().cacheControl(CacheControl.noStore()).build())
                .onErrorMap(RejectedException.class, BackChannelLogout::asToldToIssuers)
                .onErrorMap(
                        StoreUnavailableException.class,
                        _ -> Rejection.of(
                                        ProblemCode.IDEMPOTENCY_STORE_UNAVAILABLE,
                                        "the logout holds here; other gateways learn of it when the store answers again")
                                .retryAfter(1)
                                .asException());
    }

    private Mono<Void> revoke(String token) {
        return decoder.decode(token).map(rules::revocations).flatMap(all -> {
            if (revocations.know(all.getFirst())) {
                return Mono.error(TokenRefusal.invalid("jti was used before (expected: a new one)"));
            }
            return revocations.add(all);
        });
    }

    /// Issuers know two answers, 200 and 400; there is no challenge, since no other credential would help.
    private static Throwable asToldToIssuers(RejectedException refused) {
        var rejection = refused.rejection();
        return rejection.code() == ProblemCode.TOKEN_INVALID
                ? Rejection.of(rejection.code(), rejection.detail().replace("bearer token", "logout token"))
                        .status(400)
                        .action(Action.FIX_REQUEST)
                        .member("error", "invalid_request")
                        .asException()
                : refused;
    }
}
