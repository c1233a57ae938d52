package io.portage.gateway.delegation;

import static io.portage.gateway.problem.ProblemCode.DELEGATION_INVALID;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_UNAVAILABLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType.BEARER;

import io.portage.contract.SyncContract;
import io.portage.gateway.Settings;
import io.portage.gateway.SettingsTest;
import io.portage.gateway.TestClock;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.upstream.RawService;
import io.portage.gateway.upstream.RawService.Request;
import io.portage.gateway.upstream.TestUpstreams;
import io.portage.gateway.upstream.Upstreams;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// The gateway asks in its own name, over sockets: with a token that is fetched as seldom as possible.
final class OwnTokenTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String ACTIVE = "{\"active\":true}";

    private final RawService portal = new RawService();
    private final RawService provider = new RawService();
    private final TestClock clock = new TestClock();
    private final Delegations delegations =
            TestDelegations.over(TestUpstreams.to(portal.url(), Map.of()), settings(), clock);

    private Map<String, String> settings() {
        return Map.of(
                "portage.client.id", "bff gateway",
                "portage.client.secret", "s:cret",
                "portage.token.issuers[0].url", provider.url() + "/realms/ehr");
    }

    /// The first fetch of a process loads hundreds of classes, which no test's time-out is about.
    @BeforeAll
    static void warm() {
        var test = new OwnTokenTest();
        test.provider.answer(token("warm", 300));
        test.portal.answer(reply(200, ACTIVE));
        test.checking().onErrorComplete().block(PATIENCE);
        test.close();
    }

    @AfterEach
    void close() {
        portal.close();
        provider.close();
    }

    private static Delegations.Question question() {
        var caller = new Caller("south", "pro xy&", Set.of(), Set.of());
        return new Delegations.Question(caller, "pat", "Bearer callers", "id");
    }

    private Mono<Void> checking() {
        return delegations.check(question());
    }

    private void check() {
        checking().block(PATIENCE);
    }

    private @Nullable RejectedException refusal() {
        return catchThrowableOfType(RejectedException.class, this::check);
    }

    private static String reply(int status, String body) {
        return "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private static String token(String name, int seconds) {
        return reply(
                200, "{\"access_token\":\"" + name + "\",\"token_type\":\"Bearer\",\"expires_in\":" + seconds + "}");
    }

    private void assertAsked(String token) {
        assertThat(portal.next().values("Authorization")).containsExactly("Bearer " + token);
    }

    @Test
    void checkWhenTheGatewayHasAClientThenItAsksInItsNameAboutTheCaller() {
        provider.answer(token("own", 300));
        portal.answer(reply(200, ACTIVE));
        check();
        assertThat(provider.next()).satisfies(OwnTokenTest::isGrant);
        var question = portal.next();
        assertThat(question.line())
                .isEqualTo("GET /v1/portal/delegations/check?patientId=pat&delegateId=pro+xy%26 HTTP/1.1");
        assertThat(question.values("Authorization")).containsExactly("Bearer own");
        assertThat(question.values("X-Tenant-Id")).containsExactly("south");
    }

    private static void isGrant(Request request) {
        var credentials = Base64.getEncoder().encodeToString("bff+gateway:s%3Acret".getBytes(UTF_8));
        assertThat(request.line()).isEqualTo("POST /realms/ehr/protocol/openid-connect/token HTTP/1.1");
        assertThat(request.values("Authorization")).containsExactly("Basic " + credentials);
        assertThat(request.body()).isEqualTo("grant_type=client_credentials");
    }

    @Test
    void startWhenTheGatewayIsReadyThenItsTokenIsFetchedBeforeAnybodyNeedsIt() {
        new ApplicationContextRunner()
                .withUserConfiguration(DelegationConfiguration.class)
                .withBean(Upstreams.class, () -> TestUpstreams.to(portal.url(), Map.of()))
                .withBean(SyncContract.class, SyncContract::bundled)
                .withBean(Settings.class, () -> SettingsTest.bound(settings()))
                .withBean(InstantSource.class, () -> clock)
                .run(context -> {
                    assertThat(provider.connections()).isZero();
                    context.publishEvent(new ApplicationReadyEvent(
                            new SpringApplication(),
                            new String[0],
                            context.getSourceApplicationContext(ConfigurableApplicationContext.class),
                            Duration.ZERO));
                    isGrant(provider.next());
                });
    }

    @Test
    void startWhenTheProviderIsAwayThenNothingIsLostButTheWarning() {
        provider.answer(reply(503, "")).answer(token("own", 300));
        portal.answer(reply(200, ACTIVE));
        delegations.prepare();
        provider.next();
        // joins the fetch that fails, or begins its own
        if (refusal() != null) {
            check();
        }
        assertAsked("own");
    }

    @Test
    void checkWhenTheTokenIsFreshThenNoOtherIsFetchedUntilShortlyBeforeItsEnd() {
        provider.answer(token("first", 300)).answer(token("second", 300));
        for (int i = 0; i < 3; i++) {
            portal.answer(reply(200, ACTIVE));
        }
        check();
        clock.advance(Duration.ofSeconds(269));
        check();
        clock.advance(Duration.ofSeconds(1));
        check();
        assertAsked("first");
        assertAsked("first");
        assertAsked("second");
    }

    @Test
    void checkWhenTokensLiveShorterThanTheMarginThenEachIsUsedForHalfItsLife() {
        provider.answer(token("first", 20)).answer(token("second", 20));
        for (int i = 0; i < 3; i++) {
            portal.answer(reply(200, ACTIVE));
        }
        check();
        clock.advance(Duration.ofSeconds(9));
        check();
        clock.advance(Duration.ofSeconds(1));
        check();
        assertAsked("first");
        assertAsked("first");
        assertAsked("second");
    }

    @Test
    void checkWhenManyNeedATokenAtOnceThenOneIsFetched() {
        var gate = new CompletableFuture<Void>();
        provider.then(connection -> {
            gate.join();
            RawService.write(connection, token("own", 300));
        });
        for (int i = 0; i < 20; i++) {
            portal.answer(reply(200, ACTIVE));
        }
        // a check that nobody waits for any more must not take the others' token away
        checking().subscribe().dispose();
        provider.next();
        var all = Flux.range(0, 20).flatMap(_ -> checking(), 20).then().toFuture();
        gate.complete(null);
        assertThat(all).succeedsWithin(PATIENCE);
        assertThat(provider.waiting()).isZero();
        assertThat(provider.connections()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refused",
                "reset",
                "silent",
                "HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 401 X\r\nContent-Type: application/json\r\nContent-Length: 26\r\n\r\n{\"error\":\"invalid_client\"}",
                "HTTP/1.1 302 X\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 X\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p/>"
            })
    void checkWhenTheProviderGivesNoTokenThenUnavailableAndNothingIsAsked(String provided) {
        switch (provided) {
            case "refused" -> provider.close();
            case "reset" -> provider.then(RawService::reset);
            case "silent" -> provider.then(_ -> {});
            default -> provider.answer(provided);
        }
        assertThat(refusal()).extracting(refused -> refused.rejection().code()).isEqualTo(UPSTREAM_UNAVAILABLE);
        assertThat(portal.connections()).isZero();
    }

    @Test
    void checkWhenTheProviderIsBackThenAsked() {
        provider.answer(reply(503, "")).answer(token("own", 300));
        portal.answer(reply(200, ACTIVE));
        assertThat(refusal()).isNotNull();
        check();
        assertAsked("own");
    }

    @Test
    void checkWhenTheProviderWasSilentThenTheNextOneAsksAnew() {
        provider.then(_ -> {}).answer(token("own", 300));
        portal.answer(reply(200, ACTIVE));
        assertThat(refusal()).isNotNull();
        provider.next();
        check();
        provider.next();
        assertAsked("own");
    }

    /// The drain at shutdown and the lease of a claim count on it.
    @Test
    void checkWhenProviderAndPortalAreSlowThenNoLongerThanTheTimeoutInAll() {
        StepVerifier.withVirtualTime(() -> {
                    var token = new OAuth2AccessToken(BEARER, "own", Instant.EPOCH, Instant.EPOCH.plusSeconds(300));
                    var slow = Mono.delay(Duration.ofMillis(1_900)).thenReturn(token);
                    var upstreams = TestUpstreams.to(portal.url(), Map.of());
                    return new Delegations(upstreams, new OwnToken(() -> slow, clock)).check(question());
                })
                .thenAwait(Delegations.TIMEOUT)
                .expectErrorSatisfies(failure -> assertThat(
                                ((RejectedException) failure).rejection().code())
                        .isEqualTo(UPSTREAM_UNAVAILABLE))
                .verify(Duration.ofSeconds(2));
    }

    @Test
    void checkWhenTheTokenIsNotTakenThenOnceMoreWithAnother() {
        provider.answer(token("withdrawn", 300)).answer(token("fresh", 300));
        portal.answer(reply(401, "{}")).answer(reply(200, ACTIVE));
        check();
        assertAsked("withdrawn");
        assertAsked("fresh");
        portal.answer(reply(200, ACTIVE));
        check();
        assertAsked("fresh");
    }

    @Test
    void checkWhenNoTokenIsTakenThenUnavailableSinceItSaysNothingOfTheCaller() {
        provider.answer(token("first", 300)).answer(token("second", 300));
        portal.answer(reply(401, "{}")).answer(reply(401, "{}"));
        assertThat(refusal()).extracting(refused -> refused.rejection().code()).isEqualTo(UPSTREAM_UNAVAILABLE);
        assertAsked("first");
        assertAsked("second");
        assertThat(portal.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 {\"active\":false}", "403 {}", "404 {}"})
    void checkWhenThePortalSaysNoThenInvalidAndNeverRemembered(String answer) {
        provider.answer(token("own", 300));
        portal.answer(reply(200, ACTIVE));
        check();
        var parts = answer.split(" ", 2);
        portal.answer(reply(Integer.parseInt(parts[0]), parts[1]));
        assertThat(refusal()).extracting(refused -> refused.rejection().code()).isEqualTo(DELEGATION_INVALID);
        portal.answer(reply(200, ACTIVE));
        check();
    }
}
