package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.StoreUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;

/// A refresh where the provider, the store or another gateway fails it.
@ExtendWith(OutputCaptureExtension.class)
final class TokenRefreshTroubleTest extends RefreshTests {
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
    void lastingWhenTheStoreIsAwayThenWhatHoldsOrItsFailure() {
        var failing = refresh(storeWith("lock", () -> Mono.error(new StoreUnavailableException("away"))));
        assertThat(access(failing.lasting(ID, first(), 0, Duration.ofMinutes(5))))
                .isEqualTo("first");
        clock.advance(Duration.ofMinutes(6));
        assertThatThrownBy(() -> failing.lasting(ID, first(), 0, LEAST).block(PATIENCE))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void lastingWhenTheClientIsRefusedThenTheSessionStaysAndTheReasonIsLogged(CapturedOutput log) {
        clock.advance(Duration.ofMinutes(6));
        provider.answers(401);
        assertRefused(asked(), ProblemCode.UPSTREAM_UNAVAILABLE);
        assertThat(stored()).isEqualTo("first");
        assertThat(log).contains("the identity provider gave no tokens for a session: invalid_client");
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
    void lastingWhenTokensCannotBeKeptThenTheyServeThisOnce() {
        clock.advance(Duration.ofMinutes(6));
        var failing = storeWith("renew", () -> Mono.error(new StoreUnavailableException("away")));
        var limits = new TokenRefresh.Limits(PATIENCE, PATIENCE, PATIENCE, Duration.ofMillis(300));
        assertThat(access(refresh(failing, limits, PATIENCE).lasting(ID, first(), 0, LEAST)))
                .isEqualTo("access-1");
        assertThat(stored()).isEqualTo("first");
    }

    @Test
    void lastingWhenTheStoreIsAwayForAMomentThenTokensAreKeptAsSoonAsItIsBack() {
        clock.advance(Duration.ofMinutes(6));
        var failing = storeWith("renew", 5, () -> Mono.error(new StoreUnavailableException("away")));
        assertThat(access(refresh(failing).lasting(ID, first(), 0, LEAST))).isEqualTo("access-1");
        assertThat(stored()).isEqualTo("access-1");
    }

    @Test
    void lastingWhenTheProviderAnswersLateThenUnavailableButItsTokensAreKept() {
        clock.advance(Duration.ofMinutes(6));
        // well past the time-out, after which tokens are still listened to
        var late = Duration.ofMillis(1_500);
        provider.meanwhile(() -> await(new CountDownLatch(1), late));
        var soon = Duration.ofMillis(300);
        var impatient = refresh(store, new TokenRefresh.Limits(PATIENCE, soon, PATIENCE, PATIENCE), soon);

        assertRefused(impatient.lasting(ID, first(), 0, LEAST), ProblemCode.UPSTREAM_UNAVAILABLE);

        clock.advance(Duration.ofSeconds(1));
        assertThat(access(impatient.lasting(ID, first(), 0, LEAST))).isEqualTo("access-1");
        assertThat(stored()).isEqualTo("access-1");
        assertThat(provider.asked()).isEqualTo(1);
    }

    /// Else another gateway would ask with the same token, which ends the session where tokens are given once.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 20})
    void limitsThenTheLockOutlastsARefreshAndWhoWaitsOutlastsWhoAsks(int seconds) {
        var timeout = Duration.ofSeconds(seconds);
        var limits = TokenRefresh.Limits.of(timeout);
        assertThat(limits.lock())
                .isGreaterThanOrEqualTo(IdentityProviderClient.longest(timeout).plus(limits.keeping()));
        assertThat(limits.others()).isGreaterThan(limits.ours());
        assertThat(limits.ours()).isGreaterThan(timeout);
    }

    /// Taken, but the answer was lost; and the next look finds the store away once more.
    @Test
    void lastingWhenTheAnswerToKeepingIsLostThenWhoWaitsIsServed() {
        clock.advance(Duration.ofMinutes(6));
        var troubles = new AtomicInteger();
        var lossy = storeWith(Map.of(
                "renew",
                () -> troubles.compareAndSet(0, 1)
                        ? store.renew(ID, 0, tokens("access-1")).then(away())
                        : Mono.empty(),
                "touch",
                () -> troubles.compareAndSet(1, 2) ? away() : Mono.empty()));
        assertThat(access(refresh(lossy).lasting(ID, first(), 0, LEAST))).isEqualTo("access-1");
        assertThat(provider.asked()).isEqualTo(1);
    }

    private static Mono<?> away() {
        return Mono.error(new StoreUnavailableException("away"));
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
        var limits = new TokenRefresh.Limits(Duration.ofMillis(300), PATIENCE, PATIENCE, PATIENCE);

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
}
