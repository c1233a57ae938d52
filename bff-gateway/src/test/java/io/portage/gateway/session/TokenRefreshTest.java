package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.TestClock;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.session.embedded.TestSessionStores;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

final class TokenRefreshTest {
    private static final String ID = "id";
    private static final Duration LEAST = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final TestClock clock = new TestClock();
    private final TokenProvider provider = new TokenProvider();
    private final SessionStore store = TestSessionStores.embedded(clock);
    private final AtomicInteger owners = new AtomicInteger();
    private final TokenRefresh refresh = refresh(store);

    TokenRefreshTest() {
        var content = new SessionContent(clock.instant(), clock.instant().plus(Duration.ofHours(10)), Map.of());
        store.put(ID, new StoredSession(content, first(), 0), clock.instant()).block();
    }

    @AfterEach
    void close() {
        provider.close();
    }

    /// What one gateway has of it.
    private TokenRefresh refresh(SessionStore of) {
        return refresh(of, new TokenRefresh.Limits(PATIENCE, PATIENCE, PATIENCE), PATIENCE);
    }

    private TokenRefresh refresh(SessionStore of, TokenRefresh.Limits limits, Duration timeout) {
        return new TokenRefresh(
                of,
                new IdentityProviderClient(LoginClient.of(provider.settings()), timeout, clock),
                () -> "owner-" + owners.incrementAndGet(),
                Duration.ofMinutes(1),
                limits,
                clock);
    }

    /// The store, but for one verb.
    private SessionStore storeWith(String verb, Supplier<Mono<?>> answer) {
        return (SessionStore) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SessionStore.class},
                (_, method, arguments) ->
                        method.getName().equals(verb) ? answer.get() : method.invoke(store, arguments));
    }

    private static Tokens first() {
        return tokens("first");
    }

    private static Tokens tokens(String access) {
        return new Tokens(access, TestClock.START, TestClock.START.plusSeconds(300), "refresh-0", "id");
    }

    private Mono<Tokens> asked() {
        return refresh.lasting(ID, first(), 0, LEAST);
    }

    private static String access(Mono<Tokens> tokens) {
        return Objects.requireNonNull(tokens.block(PATIENCE)).access();
    }

    private String stored() {
        var found = store.touch(ID, clock.instant()).block();
        return found == null || found.tokens() == null ? "none" : found.tokens().access();
    }

    private static void assertExpired(Mono<Tokens> tokens) {
        assertRefused(tokens, ProblemCode.TOKEN_EXPIRED);
    }

    private static void assertRefused(Mono<Tokens> tokens, ProblemCode code) {
        assertThatThrownBy(() -> tokens.block(PATIENCE))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection().code()).isEqualTo(code));
    }

    @Test
    void lastingWhenTokensHoldThenTheyAndNobodyIsAsked() {
        clock.advance(Duration.ofSeconds(239));
        assertThat(access(asked())).isEqualTo("first");
        assertThat(provider.asked()).isZero();
    }

    @Test
    void lastingWhenTheyMustHoldForLongerThenNewOnesAtOnce() {
        assertThat(access(refresh.lasting(ID, first(), 0, Duration.ofMinutes(5))))
                .isEqualTo("access-1");
        assertThat(stored()).isEqualTo("access-1");
    }

    @Test
    void lastingWhenTwoGatewaysAreAskedAtOnceThenOneRefresh() {
        clock.advance(Duration.ofMinutes(6));
        var other = refresh(store);
        var all = Flux.fromStream(IntStream.range(0, 40).boxed())
                .flatMap(
                        i -> (i % 2 == 0 ? refresh : other)
                                .lasting(ID, first(), 0, LEAST)
                                .subscribeOn(Schedulers.boundedElastic()),
                        40)
                .map(Tokens::access)
                .collectList()
                .block(PATIENCE);
        assertThat(all).hasSize(40).containsOnly("access-1");
        assertThat(provider.asked()).isEqualTo(1);
    }

    @Test
    void lastingWhenSomebodyHasRefreshedThenTheirsAndNobodyIsAsked() {
        clock.advance(Duration.ofMinutes(6));
        store.renew(ID, 0, tokens("theirs")).block();
        assertThat(access(asked())).isEqualTo("theirs");
        assertThat(provider.asked()).isZero();
    }

    @Test
    void lastingWhenRefusedThenTheSessionIsOver() {
        clock.advance(Duration.ofMinutes(6));
        provider.answers(400);
        assertExpired(asked());
        assertThat(stored()).isEqualTo("none");
    }

    @Test
    void lastingWhenRefusedSinceSomebodyElseWasFirstThenTheirs() {
        clock.advance(Duration.ofMinutes(6));
        provider.answers(400)
                .meanwhile(() -> store.renew(ID, 0, tokens("theirs")).block());
        assertThat(access(asked())).isEqualTo("theirs");
        assertThat(stored()).isEqualTo("theirs");
    }

    @Test
    void lastingWhenSignedOutMeanwhileThenNothingComesBack() {
        clock.advance(Duration.ofMinutes(6));
        provider.meanwhile(() -> store.remove(ID).block());
        assertExpired(asked());
        assertThat(stored()).isEqualTo("none");
    }

    @Test
    void lastingWhenProviderIsAwayThenWhatHoldsOrUnavailable() {
        provider.answers(503);
        clock.advance(Duration.ofSeconds(299));
        assertThat(access(asked())).isEqualTo("first");
        clock.advance(Duration.ofSeconds(1));
        assertRefused(asked(), ProblemCode.UPSTREAM_UNAVAILABLE);
        assertThat(stored()).isEqualTo("first");
        provider.answers(200);
        clock.advance(Duration.ofSeconds(1));
        assertThat(access(asked())).startsWith("access-");
    }

    @Test
    void lastingWhenAnotherGatewayDiedWhileItRefreshedThenOneTakesOver() {
        clock.advance(Duration.ofMinutes(6));
        store.lock(ID, "the dead", Duration.ofMinutes(1)).block();
        var waiting = asked().toFuture();
        assertThat(waiting).isNotDone();
        clock.advance(Duration.ofMinutes(1));
        assertThat(access(Mono.fromFuture(waiting))).isEqualTo("access-1");
    }

    @Test
    void lastingWhenWhoAskedIsGoneThenItsTokensAreKeptAllTheSame() throws Exception {
        clock.advance(Duration.ofMinutes(6));
        var arrived = new CountDownLatch(1);
        var left = new CountDownLatch(1);
        provider.meanwhile(() -> {
            arrived.countDown();
            await(left);
        });
        var gone = asked().subscribe();
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        gone.dispose();
        left.countDown();
        assertThat(access(asked())).isEqualTo("access-1");
        assertThat(provider.asked()).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        assertThat(await(latch, Duration.ofSeconds(20))).isTrue();
    }

    private static boolean await(CountDownLatch latch, Duration time) {
        try {
            return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void lastingWhenTokensCannotBeKeptThenTheyServeThisOnce() {
        clock.advance(Duration.ofMinutes(6));
        var failing = storeWith("renew", () -> Mono.error(new StoreUnavailableException("away")));
        assertThat(access(refresh(failing).lasting(ID, first(), 0, LEAST))).isEqualTo("access-1");
        assertThat(stored()).isEqualTo("first");
    }

    @Test
    void lastingWhenProviderGivesNoRefreshTokenThenUntilTheyEnd() {
        var single = new Tokens("only", TestClock.START, TestClock.START.plusSeconds(300), null, "id");
        store.renew(ID, 0, single).block();
        clock.advance(Duration.ofSeconds(299));
        assertThat(access(refresh.lasting(ID, single, 1, LEAST))).isEqualTo("only");
        clock.advance(Duration.ofSeconds(1));
        assertExpired(refresh.lasting(ID, single, 1, LEAST));
        assertThat(provider.asked()).isZero();
    }

    /// The provider gives its new tokens once: a refresh that begins late must not be given up half way.
    @Test
    void lastingWhenItsTurnComesLateThenTheRefreshTakesTheTimeItTakes() {
        var waiting = Duration.ofSeconds(2);
        clock.advance(Duration.ofMinutes(6));
        store.lock(ID, "another", PATIENCE).block();
        Mono.delay(waiting.minusMillis(500)).then(store.unlock(ID, "another")).subscribe();
        provider.meanwhile(() -> await(new CountDownLatch(1), waiting));
        var late = refresh(store, new TokenRefresh.Limits(waiting, PATIENCE, PATIENCE), PATIENCE);

        assertThat(access(late.lasting(ID, first(), 0, LEAST))).isEqualTo("access-1");
        assertThat(stored()).isEqualTo("access-1");
        assertThat(provider.asked()).isEqualTo(1);
    }

    @Test
    void lastingWhenTheProviderAnswersLateThenUnavailableButItsTokensAreKept() {
        clock.advance(Duration.ofMinutes(6));
        var left = new CountDownLatch(1);
        provider.meanwhile(() -> await(left));
        var soon = Duration.ofMillis(300);
        var impatient = refresh(store, new TokenRefresh.Limits(PATIENCE, soon, PATIENCE), soon);

        assertRefused(impatient.lasting(ID, first(), 0, LEAST), ProblemCode.UPSTREAM_UNAVAILABLE);
        left.countDown();

        clock.advance(Duration.ofSeconds(1));
        assertThat(access(impatient.lasting(ID, first(), 0, LEAST))).isEqualTo("access-1");
        assertThat(stored()).isEqualTo("access-1");
        assertThat(provider.asked()).isEqualTo(1);
    }

    @Test
    void lastingWhenAnothersRefreshNeverEndsThenUnavailableAndNoLockIsLeftBehind() {
        clock.advance(Duration.ofMinutes(6));
        store.lock(ID, "another", PATIENCE).block();
        // taken, but the answer is lost on its way
        var deaf = storeWith(
                "lock",
                () -> store.unlock(ID, "another")
                        .then(store.lock(ID, "owner-1", PATIENCE))
                        .then(Mono.never()));
        var limits = new TokenRefresh.Limits(Duration.ofMillis(300), PATIENCE, PATIENCE);

        assertRefused(refresh(deaf, limits, PATIENCE).lasting(ID, first(), 0, LEAST), ProblemCode.UPSTREAM_UNAVAILABLE);

        assertThat(store.lock(ID, "next", PATIENCE).block()).isTrue();
    }

    @Test
    void lastingWhenARefreshAheadOfTimeFailsThenTheNextOneFiveSecondsLater() {
        provider.answers(503);
        clock.advance(Duration.ofSeconds(250));
        for (int i = 0; i < 40; i++) {
            assertThat(access(asked())).isEqualTo("first");
            awaitEndOfRefresh();
            clock.advance(Duration.ofMillis(250));
        }
        assertThat(provider.asked()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(45));
        assertRefused(asked(), ProblemCode.UPSTREAM_UNAVAILABLE);
        assertThat(provider.asked()).as("needed, and tried").isEqualTo(3);
    }

    private void awaitEndOfRefresh() {
        refresh.ended().block(PATIENCE);
    }

    @Test
    void lastingWhenNeededRightAfterAFailureAheadOfTimeThenTriedAllTheSame() {
        provider.answers(503);
        clock.advance(Duration.ofSeconds(298));
        assertThat(access(refresh.lasting(ID, first(), 0, Duration.ofSeconds(1))))
                .isEqualTo("first");
        awaitEndOfRefresh();
        provider.answers(200);
        clock.advance(Duration.ofSeconds(2));
        assertThat(access(asked())).isEqualTo("access-2");
    }

    /// One after the other, as requests come that were sent at once.
    @Test
    void lastingWhenManyNeedItAndTheProviderFailsAtOnceThenItIsAskedOnce() {
        provider.answers(503);
        clock.advance(Duration.ofMinutes(6));
        for (int i = 0; i < 20; i++) {
            assertRefused(asked(), ProblemCode.UPSTREAM_UNAVAILABLE);
        }
        assertThat(provider.asked()).isEqualTo(1);
    }

    @Test
    void stopWhenARefreshIsUnderWayThatNobodyWaitsForThenItsTokensAreKeptFirst() {
        clock.advance(Duration.ofSeconds(250));
        provider.meanwhile(() -> await(new CountDownLatch(1), Duration.ofMillis(700)));
        var shutdown = new RefreshesAtShutdown(refresh, PATIENCE);
        shutdown.start();
        assertThat(access(asked())).isEqualTo("first");

        shutdown.stop();

        assertThat(stored()).isEqualTo("access-1");
        assertThat(shutdown.isRunning()).isFalse();
    }

    @Test
    void stopWhenTheProviderDoesNotAnswerThenNotForLong() {
        clock.advance(Duration.ofSeconds(250));
        var left = new CountDownLatch(1);
        provider.meanwhile(() -> await(left));
        assertThat(access(asked())).isEqualTo("first");
        new RefreshesAtShutdown(refresh, Duration.ofMillis(100)).stop();
        assertThat(stored()).isEqualTo("first");
        left.countDown();
    }
}
