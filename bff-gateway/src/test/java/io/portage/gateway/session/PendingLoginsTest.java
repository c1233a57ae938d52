package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.SettingsTest;
import io.portage.gateway.TestClock;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Sealer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/// A login under way is good for one answer, whatever becomes of the cookie that holds it.
final class PendingLoginsTest {
    private static final String PATH = "/login/oauth2/code/ehr-web?code=x&state=";
    private final TestClock clock = new TestClock();
    private final ClientRegistration client = LoginClient.of(SettingsTest.bound(Map.of(
            "portage.token.issuers[0].url", "https://id.example/realms/ehr",
            "portage.login.client-id", "ehr-web",
            "portage.login.client-secret", "secret",
            "portage.login.base-url", "https://ehr.example")));
    private final PendingLogins pending = new PendingLogins(
            new Sealer(KeyRing.of(List.of("k:" + "A".repeat(43) + "=")), new SecureRandom()), client, clock);

    /// The cookie of a login with that state.
    private String begun(String state) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get(SessionProblems.LOGIN));
        var request = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri("https://id.example/auth")
                .clientId("ehr-web")
                .state(state)
                .build();
        pending.saveAuthorizationRequest(request, exchange).block();
        return Objects.requireNonNull(exchange.getResponse().getCookies().getFirst(SessionCookie.LOGIN))
                .getValue();
    }

    private static MockServerWebExchange back(String cookie, String state) {
        return MockServerWebExchange.from(
                MockServerHttpRequest.get(PATH + state).header("Cookie", SessionCookie.LOGIN + "=" + cookie));
    }

    private boolean isTaken(String cookie, String state) {
        var exchange = back(cookie, state);
        boolean taken =
                pending.removeAuthorizationRequest(exchange).blockOptional().isPresent();
        assertThat(exchange.getResponse().getCookies().getFirst(SessionCookie.LOGIN))
                .isNotNull()
                .satisfies(end -> assertThat(end.getMaxAge()).isZero());
        return taken;
    }

    @Test
    void removeWhenAskedAgainWithTheSameCookieThenNothing() {
        var cookie = begun("s1");
        assertThat(pending.loadAuthorizationRequest(back(cookie, "s1")).blockOptional())
                .as("a look does not use it up")
                .isPresent();
        assertThat(isTaken(cookie, "s1")).isTrue();
        assertThat(isTaken(cookie, "s1")).isFalse();
        assertThat(pending.loadAuthorizationRequest(back(cookie, "s1")).blockOptional())
                .isEmpty();
        assertThat(isTaken(begun("s2"), "s2")).isTrue();
    }

    @Test
    void removeWhenStateIsAnotherThenUsedUpAllTheSame() {
        var cookie = begun("s1");
        assertThat(isTaken(cookie, "s2")).isFalse();
        assertThat(isTaken(cookie, "s1")).isFalse();
    }

    @Test
    void removeWhenItsTimeIsOverThenNothing() {
        var cookie = begun("s1");
        clock.advance(PendingLogins.LIFE);
        assertThat(isTaken(cookie, "s1")).isFalse();
    }
}
