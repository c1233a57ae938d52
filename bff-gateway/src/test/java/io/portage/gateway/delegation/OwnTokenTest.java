package io.portage.gateway.delegation;

import static io.portage.gateway.delegation.OwnTokenWorld.ACTIVE;
import static io.portage.gateway.delegation.OwnTokenWorld.PATIENCE;
import static io.portage.gateway.delegation.OwnTokenWorld.question;
import static io.portage.gateway.delegation.OwnTokenWorld.reply;
import static io.portage.gateway.delegation.OwnTokenWorld.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.SyncContract;
import io.portage.gateway.Settings;
import io.portage.gateway.SettingsTest;
import io.portage.gateway.upstream.RawService;
import io.portage.gateway.upstream.RawService.Request;
import io.portage.gateway.upstream.TestUpstreams;
import io.portage.gateway.upstream.Upstreams;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Flux;

/// The gateway asks in its own name, over sockets: with a token that is fetched as seldom as possible.
final class OwnTokenTest {
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
    void checkWhenTheGatewayHasAClientThenItAsksInItsNameAboutTheCaller() {
        world.provider.answer(token("own", 300));
        world.portal.answer(reply(200, ACTIVE));
        world.check();
        assertThat(world.provider.next()).satisfies(OwnTokenTest::isGrant);
        var question = world.portal.next();
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
                .withBean(Upstreams.class, () -> TestUpstreams.to(world.portal.url(), Map.of()))
                .withBean(SyncContract.class, SyncContract::bundled)
                .withBean(Settings.class, () -> SettingsTest.bound(world.settings()))
                .withBean(InstantSource.class, () -> world.clock)
                .run(context -> {
                    assertThat(world.provider.connections()).isZero();
                    context.publishEvent(new ApplicationReadyEvent(
                            new SpringApplication(),
                            new String[0],
                            context.getSourceApplicationContext(ConfigurableApplicationContext.class),
                            Duration.ZERO));
                    isGrant(world.provider.next());
                });
    }

    /// Until 30 s before its end, or for half its life where that is shorter.
    @ParameterizedTest
    @CsvSource({"300, 270", "20, 10"})
    void checkWhenTheTokenIsFreshThenNoOtherIsFetchedUntilShortlyBeforeItsEnd(int life, int use) {
        world.provider.answer(token("first", life)).answer(token("second", life));
        for (int i = 0; i < 3; i++) {
            world.portal.answer(reply(200, ACTIVE));
        }
        world.check();
        world.clock.advance(Duration.ofSeconds(use - 1));
        world.check();
        world.clock.advance(Duration.ofSeconds(1));
        world.check();
        world.assertAsked("first");
        world.assertAsked("first");
        world.assertAsked("second");
    }

    @Test
    void checkWhenManyNeedATokenAtOnceThenOneIsFetched() {
        var gate = new CompletableFuture<Void>();
        world.provider.then(connection -> {
            gate.join();
            RawService.write(connection, token("own", 300));
        });
        for (int i = 0; i < 20; i++) {
            world.portal.answer(reply(200, ACTIVE));
        }
        // a check that nobody waits for any more must not take the others' token away
        world.checking().subscribe().dispose();
        world.provider.next();
        var all = Flux.range(0, 20).flatMap(_ -> world.checking(), 20).then().toFuture();
        gate.complete(null);
        assertThat(all).succeedsWithin(PATIENCE);
        assertThat(world.provider.waiting()).isZero();
        assertThat(world.provider.connections()).isOne();
    }
}
