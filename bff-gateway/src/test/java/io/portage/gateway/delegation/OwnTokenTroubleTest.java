package io.portage.gateway.delegation;

import static io.portage.gateway.delegation.OwnTokenWorld.ACTIVE;
import static io.portage.gateway.delegation.OwnTokenWorld.question;
import static io.portage.gateway.delegation.OwnTokenWorld.reply;
import static io.portage.gateway.delegation.OwnTokenWorld.token;
import static io.portage.gateway.problem.ProblemCode.DELEGATION_INVALID;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType.BEARER;

import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.upstream.RawService;
import io.portage.gateway.upstream.TestUpstreams;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What comes of a check where the provider gives no token, or the portal takes none, or says no.
final class OwnTokenTroubleTest {
    private final OwnTokenWorld world = new OwnTokenWorld();

    @BeforeAll
    static void warm() {
        OwnTokenWorld.warm();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void startWhenTheProviderIsAwayThenNothingIsLostButTheWarning() {
        world.provider.answer(reply(503, "")).answer(token("own", 300));
        world.portal.answer(reply(200, ACTIVE));
        world.delegations.prepare();
        world.provider.next();
        // joins the fetch that fails, or begins its own
        if (world.refusal() != null) {
            world.check();
        }
        world.assertAsked("own");
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
            case "refused" -> world.provider.close();
            case "reset" -> world.provider.then(RawService::reset);
            case "silent" -> world.provider.then(_ -> {});
            default -> world.provider.answer(provided);
        }
        assertThat(world.refusal())
                .extracting(refused -> refused.rejection().code())
                .isEqualTo(UPSTREAM_UNAVAILABLE);
        assertThat(world.portal.connections()).isZero();
    }

    /// Whatever ends without an answer has not said yes.
    @Test
    void checkWhenThereIsNoTokenAndNoFailureEitherThenUnavailable() {
        var nothing = new OwnToken(Mono::empty, world.clock);
        var delegations = new Delegations(TestUpstreams.to(world.portal.url(), Map.of()), nothing);
        StepVerifier.create(delegations.check(question()))
                .expectErrorMatches(failure -> failure instanceof RejectedException refused
                        && refused.rejection().code() == UPSTREAM_UNAVAILABLE)
                .verify(OwnTokenWorld.PATIENCE);
        assertThat(world.portal.connections()).isZero();
    }

    @Test
    void checkWhenTheProviderIsBackThenAsked() {
        world.provider.answer(reply(503, "")).answer(token("own", 300));
        world.portal.answer(reply(200, ACTIVE));
        assertThat(world.refusal()).isNotNull();
        world.check();
        world.assertAsked("own");
    }

    @Test
    void checkWhenTheProviderWasSilentThenTheNextOneAsksAnew() {
        world.provider.then(_ -> {}).answer(token("own", 300));
        world.portal.answer(reply(200, ACTIVE));
        assertThat(world.refusal()).isNotNull();
        world.provider.next();
        world.check();
        world.provider.next();
        world.assertAsked("own");
    }

    /// The drain at shutdown and the lease of a claim count on it.
    @Test
    void checkWhenProviderAndPortalAreSlowThenNoLongerThanTheTimeoutInAll() {
        StepVerifier.withVirtualTime(() -> {
                    var token = new OAuth2AccessToken(BEARER, "own", Instant.EPOCH, Instant.EPOCH.plusSeconds(300));
                    var slow = Mono.delay(Duration.ofMillis(1_900)).thenReturn(token);
                    var upstreams = TestUpstreams.to(world.portal.url(), Map.of());
                    return new Delegations(upstreams, new OwnToken(() -> slow, world.clock)).check(question());
                })
                .thenAwait(Delegations.TIMEOUT)
                .expectErrorSatisfies(failure -> assertThat(
                                ((RejectedException) failure).rejection().code())
                        .isEqualTo(UPSTREAM_UNAVAILABLE))
                .verify(Duration.ofSeconds(2));
    }

    @Test
    void checkWhenTheTokenIsNotTakenThenOnceMoreWithAnother() {
        world.provider.answer(token("withdrawn", 300)).answer(token("fresh", 300));
        world.portal.answer(reply(401, "{}")).answer(reply(200, ACTIVE));
        world.check();
        world.assertAsked("withdrawn");
        world.assertAsked("fresh");
        world.portal.answer(reply(200, ACTIVE));
        world.check();
        world.assertAsked("fresh");
    }

    @Test
    void checkWhenNoTokenIsTakenThenUnavailableSinceItSaysNothingOfTheCaller() {
        world.provider.answer(token("first", 300)).answer(token("second", 300));
        world.portal.answer(reply(401, "{}")).answer(reply(401, "{}"));
        assertThat(world.refusal())
                .extracting(refused -> refused.rejection().code())
                .isEqualTo(UPSTREAM_UNAVAILABLE);
        world.assertAsked("first");
        world.assertAsked("second");
        assertThat(world.portal.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 {\"active\":false}", "400 {}", "403 {}", "404 {}", "414 {}", "431 {}"})
    void checkWhenThePortalSaysNoThenInvalidAndNeverRemembered(String answer) {
        world.provider.answer(token("own", 300));
        world.portal.answer(reply(200, ACTIVE));
        world.check();
        var parts = answer.split(" ", 2);
        world.portal.answer(reply(Integer.parseInt(parts[0]), parts[1]));
        assertThat(world.refusal())
                .extracting(refused -> refused.rejection().code())
                .isEqualTo(DELEGATION_INVALID);
        world.portal.answer(reply(200, ACTIVE));
        world.check();
    }
}
