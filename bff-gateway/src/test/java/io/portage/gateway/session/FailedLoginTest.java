package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.web.server.WebFilterExchange;
import reactor.core.publisher.Mono;

/// Whose fault a login is that comes to nothing.
@ExtendWith(OutputCaptureExtension.class)
final class FailedLoginTest {
    private static ProblemCode code(AuthenticationException failure) {
        return code(failure, "?code=c&state=s");
    }

    private static ProblemCode code(AuthenticationException failure, String query) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/login/oauth2/code/ehr-web" + query));
        var refused = catchThrowableOfType(
                RejectedException.class,
                () -> new FailedLogin()
                        .onAuthenticationFailure(new WebFilterExchange(exchange, _ -> Mono.empty()), failure)
                        .block());
        return refused.rejection().code();
    }

    private static ProblemCode code(String oauth) {
        return code(failure(oauth));
    }

    private static AuthenticationException failure(String oauth) {
        return new OAuth2AuthenticationException(new OAuth2Error(oauth, "canary of the provider", null));
    }

    @ParameterizedTest
    @CsvSource({
        "authorization_request_not_found, CSRF_INVALID",
        "invalid_state_parameter, CSRF_INVALID",
        "access_denied, ACCESS_DENIED",
        "temporarily_unavailable, UPSTREAM_UNAVAILABLE",
        "server_error, UPSTREAM_UNAVAILABLE",
        "invalid_token_response, UPSTREAM_UNAVAILABLE",
        "invalid_grant, TOKEN_INVALID",
        "invalid_nonce, TOKEN_INVALID",
        "made_up, TOKEN_INVALID"
    })
    void failureWhenToldByItsCodeThenAsThatProblem(String oauth, ProblemCode expected) {
        assertThat(code(oauth)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_client", "unauthorized_client"})
    void failureWhenTheGatewayIsRefusedThenNotTheUsersFaultAndLogged(String oauth, CapturedOutput log) {
        assertThat(code(oauth)).isEqualTo(ProblemCode.UPSTREAM_UNAVAILABLE);
        assertThat(log).contains(oauth, "portage.login.client-id").doesNotContain("canary");
    }

    /// Anybody can come back from a login with such words.
    @Test
    void failureWhenABrowserTellsItThenNotLogged(CapturedOutput log) {
        assertThat(code(failure("invalid_client"), "?error=invalid_client&state=s"))
                .isEqualTo(ProblemCode.UPSTREAM_UNAVAILABLE);
        assertThat(log).doesNotContain("invalid_client");
    }

    @Test
    void failureWhenItHasNoCodeThenTheTokenIsInvalid() {
        assertThat(code(new BadCredentialsException("no"))).isEqualTo(ProblemCode.TOKEN_INVALID);
    }
}
