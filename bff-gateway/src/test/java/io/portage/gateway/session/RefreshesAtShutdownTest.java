package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.problem.ProblemCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// A gateway that stops, and refreshes that have begun.
final class RefreshesAtShutdownTest extends RefreshTests {
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
    void stopWhenARefreshIsUnderWayThatWasWaitedForInVainThenItsTokensAreKeptFirst() {
        clock.advance(Duration.ofMinutes(6));
        provider.meanwhile(() -> await(new CountDownLatch(1), Duration.ofMillis(900)));
        var soon = Duration.ofMillis(200);
        var impatient = refresh(store, new TokenRefresh.Limits(PATIENCE, soon, PATIENCE, PATIENCE), PATIENCE);
        assertRefused(impatient.lasting(ID, first(), 0, LEAST), ProblemCode.UPSTREAM_UNAVAILABLE);

        new RefreshesAtShutdown(impatient, PATIENCE).stop();

        assertThat(stored()).isEqualTo("access-1");
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
