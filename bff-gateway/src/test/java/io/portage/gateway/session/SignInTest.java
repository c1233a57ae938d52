package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.SettingsTest;
import io.portage.gateway.TestClock;
import io.portage.gateway.caller.TestCallers;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.session.embedded.TestSessionStores;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import reactor.core.publisher.Mono;

/// What a login does to the session that its browser had before.
final class SignInTest {
    private static final TestCallers CALLERS = new TestCallers(new TestClock());
    private final TestClock clock = new TestClock();
    private String failing = "";
    private final SessionStore embedded = TestSessionStores.embedded(clock);
    private final SessionStore store = (SessionStore) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {SessionStore.class},
            (_, method, arguments) -> method.getName().equals(failing)
                    ? Mono.error(new StoreUnavailableException("away"))
                    : method.invoke(embedded, arguments));
    private final BrowserSessions sessions =
            new BrowserSessions(store, SettingsTest.bound(Map.of()).session(), clock, new SecureRandom());
    private final SignIn signIn =
            new SignIn(sessions, CALLERS.verifier(), new LoginConfiguration().sessionCookie(), clock);

    @AfterAll
    static void close() {
        CALLERS.close();
    }

    /// Signs in; gives the id of the session.
    private String signedIn(String tenant, String subject, @Nullable String before) {
        var request = MockServerHttpRequest.get("/login/oauth2/code/ehr-web");
        if (before != null) {
            request.header("Cookie", SessionCookie.SESSION + "=" + before);
        }
        var exchange = MockServerWebExchange.from(request);
        signIn.saveAuthorizedClient(client(CALLERS.token(tenant, subject)), principal(subject), exchange)
                .block();
        return Objects.requireNonNull(exchange.getResponse().getCookies().getFirst(SessionCookie.SESSION))
                .getValue();
    }

    private OAuth2AuthorizedClient client(String token) {
        var registration = LoginClient.of(SettingsTest.bound(Map.of(
                "portage.token.issuers[0].url", "https://id.example/realms/ehr",
                "portage.login.client-id", "ehr-web",
                "portage.login.client-secret", "secret",
                "portage.login.base-url", "https://ehr.example")));
        var access = new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                token,
                clock.instant(),
                clock.instant().plusSeconds(300));
        return new OAuth2AuthorizedClient(registration, "name", access);
    }

    private OAuth2AuthenticationToken principal(String subject) {
        var nobodys = AuthorityUtils.NO_AUTHORITIES;
        var id = new OidcIdToken(
                "id-token",
                clock.instant(),
                clock.instant().plusSeconds(300),
                Map.of("sub", subject, "iss", "https://id.example/realms/ehr", "iat", clock.instant()));
        return new OAuth2AuthenticationToken(new DefaultOidcUser(nobodys, id), List.of(), LoginClient.ID);
    }

    private String secret(String id) {
        var session = Objects.requireNonNull(sessions.findById(id).block(), "none (expected: a session)");
        return session.getRequiredAttribute(CrossSiteGuard.SECRET);
    }

    @Test
    void signInWhenTheSameUserHadASessionThenAnotherIdAndTheSameSecret() {
        var before = signedIn("north", "doc", null);
        var secret = secret(before);

        var after = signedIn("north", "doc", before);

        assertThat(after).isNotEqualTo(before);
        assertThat(secret(after)).isEqualTo(secret);
        assertThat(sessions.findById(before).block()).isNull();
    }

    /// The session may have been planted there.
    @ParameterizedTest
    @CsvSource({"north, pat", "south, doc", "nort, hdoc"})
    void signInWhenSomebodyElseHadASessionThenNothingOfItIsLeft(String tenant, String subject) {
        var before = signedIn("north", "doc", null);
        var secret = secret(before);

        var after = signedIn(tenant, subject, before);

        assertThat(secret(after)).isNotEqualTo(secret);
        assertThat(sessions.findById(before).block()).isNull();
    }

    /// The browser still has its cookie, which must be worth what it was.
    @Test
    void signInWhenTheNewSessionCannotBeKeptThenTheOldOneStays() {
        var before = signedIn("north", "doc", null);
        failing = "put";
        assertThatThrownBy(() -> signedIn("north", "doc", before)).hasMessageContaining("out of reach");
        assertThat(sessions.findById(before).block()).isNotNull();
    }

    @Test
    void signInWhenTheOldSessionCannotBeEndedThenSignedInAllTheSame() {
        var before = signedIn("north", "doc", null);
        failing = "remove";
        var after = signedIn("north", "doc", before);
        assertThat(sessions.findById(after).block()).isNotNull();
    }

    @Test
    void signInWhenTheSessionWasOverThenAnotherSecret() {
        var before = signedIn("north", "doc", null);
        var secret = secret(before);
        sessions.deleteById(before).block();
        assertThat(secret(signedIn("north", "doc", before))).isNotEqualTo(secret);
    }

    @Test
    void signInWhenTheSameUserSignsInElsewhereThenAnotherSecretAndBothStay() {
        var first = signedIn("north", "doc", null);
        var second = signedIn("north", "doc", null);
        assertThat(secret(second)).isNotEqualTo(secret(first));
    }
}
