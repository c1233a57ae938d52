package io.portage.gateway.session;

import static io.portage.gateway.problem.ProblemCode.ACCESS_DENIED;
import static io.portage.gateway.problem.ProblemCode.TOKEN_INVALID;

import io.portage.gateway.problem.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import reactor.core.publisher.Mono;

/// Tells a login that came to nothing as a problem like any other, and where to begin anew.
final class FailedLogin implements ServerAuthenticationFailureHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FailedLogin.class);

    @Override
    public Mono<Void> onAuthenticationFailure(WebFilterExchange filter, AuthenticationException failure) {
        boolean isToldByBrowser =
                filter.getExchange().getRequest().getQueryParams().containsKey("error");
        return Mono.error(
                SessionProblems.withLogin(rejection(failure, isToldByBrowser)).asException());
    }

    /// By the codes of OAuth 2.0 and of Spring Security; what the provider says beside them may hold anything.
    ///
    /// @param isToldByBrowser whether a browser brings it, who may have made it up
    private static Rejection rejection(AuthenticationException failure, boolean isToldByBrowser) {
        var code = failure instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : "";
        return switch (code) {
            case "authorization_request_not_found", "invalid_state_parameter" ->
                SessionProblems.forged("not the answer to a login that this browser began (expected: within "
                        + PendingLogins.LIFE + " of its beginning, and of the last one where it began several)");
            case "access_denied" ->
                Rejection.of(ACCESS_DENIED, "the login was refused or given up (expected: that it is completed)");
            case "temporarily_unavailable", "server_error", "invalid_token_response" -> SessionProblems.providerAway();
            case "invalid_client", "unauthorized_client" -> {
                if (!isToldByBrowser) {
                    LOG.warn(
                            "the identity provider refuses the gateway's client: {} (expected: portage.login.client-id and its secret as the provider has them)",
                            code);
                }
                yield SessionProblems.providerAway();
            }
            default ->
                Rejection.of(TOKEN_INVALID, "what the identity provider gave is not accepted (expected: a new login)")
                        .header("WWW-Authenticate", "Bearer realm=\"portage\", error=\"invalid_token\"");
        };
    }
}
