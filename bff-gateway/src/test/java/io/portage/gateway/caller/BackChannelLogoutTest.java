package io.portage.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import io.portage.gateway.Settings;
import io.portage.gateway.SettingsTest;
import io.portage.gateway.TestClock;
import io.portage.gateway.caller.revocation.Revocations;
import io.portage.gateway.caller.revocation.TestRevocations;
import io.portage.gateway.correlation.CorrelationId;
import io.portage.gateway.correlation.Uuid7;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.ServerRequest;

/// The endpoint as the gateway builds it, with logout tokens that are really signed.
final class BackChannelLogoutTest {
    private static final IdentityProvider PROVIDER = new IdentityProvider();
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private final TestClock clock = new TestClock();
    private final Revocations revocations = TestRevocations.embedded(clock);
    private final Settings settings = SettingsTest.bound(Map.of(
            "portage.token.issuers[0].url",
            PROVIDER.issuer().toString(),
            "portage.token.logout-clients",
            "ehr-web,portal-app"));
    private final TokenVerifier verifier = Verifiers.of(settings, clock, revocations);
    private int count;

    @AfterAll
    static void close() {
        PROVIDER.close();
    }

    private JWTClaimsSet.Builder report() {
        return new JWTClaimsSet.Builder()
                .issuer(PROVIDER.issuer().toString())
                .audience("ehr-web")
                .jwtID("report-" + ++count)
                .issueTime(IdentityProvider.at(clock.instant()))
                .expirationTime(IdentityProvider.at(clock.instant().plusSeconds(120)))
                .claim("typ", "Logout")
                .claim("events", Map.of(EVENT, Map.of()))
                .subject("pat")
                .claim("sid", "s1");
    }

    private MockServerWebExchange send(MockServerHttpRequest request) {
        var exchange = MockServerWebExchange.from(request);
        var routes = new BackChannelConfiguration()
                .backChannel(
                        settings,
                        new CallerConfiguration().tokenDecoder(settings),
                        revocations,
                        clock,
                        new CorrelationId(new Uuid7(clock, new SecureRandom())));
        var strategies = HandlerStrategies.withDefaults();
        var asked = ServerRequest.create(exchange, strategies.messageReaders());
        var answer = routes.route(asked)
                .flatMap(handler -> handler.handle(asked))
                .blockOptional(Duration.ofSeconds(10))
                .orElseThrow();
        answer.writeTo(exchange, new PlainContext(strategies)).block();
        return exchange;
    }

    private static MockServerHttpRequest form(String body) {
        return MockServerHttpRequest.post("/logout/back-channel")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(body);
    }

    private void accept(JWTClaimsSet.Builder report) {
        var exchange = send(form("logout_token=" + PROVIDER.token(report, "logout+jwt")));
        assertThat(exchange.getResponse().getStatusCode()).hasToString("200 OK");
        assertThat(exchange.getResponse().getHeaders().getCacheControl()).isEqualTo("no-store");
        assertThat(exchange.getResponse().getHeaders().getFirst("X-Correlation-Id"))
                .isNotBlank();
    }

    private Rejection refusal(MockServerHttpRequest request) {
        var refused = catchThrowableOfType(RejectedException.class, () -> send(request));
        assertThat(refused).as("refused").isNotNull();
        return refused.rejection();
    }

    private void refuse(JWTClaimsSet.Builder report, String why) {
        refuse(PROVIDER.token(report, "logout+jwt"), why);
    }

    private void refuse(String token, String why) {
        var refusal = refusal(form("logout_token=" + token));
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.detail()).startsWith("logout token: ").contains(why);
        assertThat(refusal.members()).containsEntry("error", "invalid_request");
        assertThat(isSignedIn("s1", 0)).isTrue();
    }

    private boolean isSignedIn(String session, long secondsLater) {
        var claims = PROVIDER.claims()
                .claim("sid", session)
                .issueTime(IdentityProvider.at(TestClock.START.plusSeconds(secondsLater)));
        try {
            return verifier.verify("Bearer " + PROVIDER.token(claims)).block(Duration.ofSeconds(10)) != null;
        } catch (RejectedException _) {
            return false;
        }
    }

    @Test
    void postWhenASessionEndsThenItsTokensAreRefusedAndNoOthers() {
        assertThat(isSignedIn("s1", 0)).isTrue();
        accept(report());
        assertThat(isSignedIn("s1", 0)).isFalse();
        assertThat(isSignedIn("s2", 0)).isTrue();
    }

    @Test
    void postWhenASessionEndsThenWhatOfflineAccessGivesAfterwardsGoesOn() {
        accept(report());
        assertThat(isSignedIn("s1", 10)).as("crossed the logout").isFalse();
        assertThat(isSignedIn("s1", 11)).isTrue();
    }

    @Test
    void postWhenOfflineAccessEndsTooThenNothingOfTheSessionGoesOn() {
        accept(report().claim("events", Map.of(EVENT, Map.of(), "revoke_offline_access", false)));
        assertThat(isSignedIn("s1", 11)).isTrue();
        accept(report().claim("events", Map.of(EVENT, Map.of(), "revoke_offline_access", true)));
        assertThat(isSignedIn("s1", 11)).isFalse();
        assertThat(isSignedIn("s2", 11)).isTrue();
    }

    @Test
    void postWhenOnlyTheSubjectIsNamedThenAllTokensIssuedUntilThen() {
        accept(report().claim("sid", null));
        assertThat(isSignedIn("s1", 0)).isFalse();
        assertThat(isSignedIn("s2", -60)).isFalse();
        assertThat(isSignedIn("s1", 1)).isTrue();
    }

    @Test
    void postWhenAnotherOfOurClientsOrAnotherHeaderTypeThenTaken() {
        accept(report().audience(List.of("account", "portal-app")));
        var plain = PROVIDER.token(report().claim("typ", null), "JWT");
        assertThat(send(form("logout_token=" + plain)).getResponse().getStatusCode())
                .hasToString("200 OK");
    }

    @Test
    void postWhenTheReportIsNotForUsThenRefused() {
        refuse(report().audience("another"), "aud");
        refuse(report().audience((String) null), "aud");
        refuse(report().issuer("https://evil.example/realms/ehr"), "iss");
        refuse(PROVIDER.forged(report()), "not signed");
        refuse(PROVIDER.ofAlgorithm(report(), JWSAlgorithm.RS512), "alg");
    }

    @Test
    void postWhenTheReportIsNotRecentThenRefused() {
        refuse(report().issueTime(null), "iat is missing");
        var old = IdentityProvider.at(TestClock.START.minus(LogoutRules.RECENT).minusSeconds(1));
        refuse(report().issueTime(old), "iat is not recent");
        var future =
                IdentityProvider.at(TestClock.START.plus(LogoutRules.RECENT).plusSeconds(1));
        refuse(report().issueTime(future), "iat is not recent");
        refuse(report().expirationTime(IdentityProvider.at(TestClock.START)), "exp is past");
    }

    @Test
    void postWhenItIsAnotherKindOfTokenThenRefused() {
        refuse(PROVIDER.token(PROVIDER.claims()), "typ");
        refuse(report().claim("typ", "ID"), "typ");
        refuse(PROVIDER.token(report(), "at+jwt"), "typ");
        refuse(report().claim("events", null), "events");
        refuse(report().claim("events", Map.of("http://other", Map.of())), "events");
        refuse(report().claim("events", Map.of(EVENT, "x")), "events");
        refuse(report().claim("events", List.of(EVENT)), "events");
        refuse(report().claim("nonce", "n"), "nonce");
    }

    @Test
    void postWhenItNamesNobodyOrNothingUsableThenRefused() {
        refuse(report().subject(null).claim("sid", null), "sid and sub are missing");
        refuse(report().claim("sid", "s".repeat(256)), "sid");
        refuse(report().claim("sid", 7), "sid");
        refuse(report().jwtID(null), "jti");
        refuse(report().jwtID(""), "jti");
    }

    @Test
    void postWhenTheSameReportComesAgainThenRefused() {
        var token = PROVIDER.token(report().claim("sid", "s9"), "logout+jwt");
        assertThat(send(form("logout_token=" + token)).getResponse().getStatusCode())
                .hasToString("200 OK");
        refuse(token, "jti was used before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "token=x", "logout_token=a&logout_token=b", "logout_token=%zz", "xlogout_token=a"})
    void postWhenTheFormHasNotOneTokenThenMalformed(String body) {
        assertThat(refusal(form(body)).code().name()).isEqualTo("BODY_MALFORMED");
    }

    @Test
    void postWhenTheBodyIsTooLargeOrNoFormThenRefused() {
        assertThat(refusal(form("logout_token=" + "a".repeat(40_000))).status()).isEqualTo(413);
        var json = MockServerHttpRequest.post("/logout/back-channel")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{}");
        assertThat(refusal(json).status()).isEqualTo(415);
        assertThat(refusal(MockServerHttpRequest.post("/logout/back-channel").body("logout_token=a"))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void endpointWhenNoClientsLogoutsAreReportedThenAsUnknownAsAnyOther() {
        var configuration = new BackChannelConfiguration();
        assertThat(configuration.backChannelEndpoint(settings).methods())
                .containsExactly(Map.entry("/logout/back-channel", List.of(HttpMethod.POST)));
        assertThat(configuration
                        .backChannelEndpoint(SettingsTest.bound(Map.of()))
                        .methods())
                .isEmpty();
    }
}
