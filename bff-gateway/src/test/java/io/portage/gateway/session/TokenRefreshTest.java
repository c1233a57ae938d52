package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.TestClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// A refresh where everybody does its part, once and for all who need it.
final class TokenRefreshTest extends RefreshTests {
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
    void lastingWhenSignedOutMeanwhileThenNothingComesBack() {
        clock.advance(Duration.ofMinutes(6));
        provider.meanwhile(() -> store.remove(ID).block());
        assertExpired(asked());
        assertThat(stored()).isEqualTo("none");
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
        var late = refresh(store, new TokenRefresh.Limits(waiting, PATIENCE, PATIENCE, PATIENCE), PATIENCE);

        assertThat(access(late.lasting(ID, first(), 0, LEAST))).isEqualTo("access-1");
        assertThat(stored()).isEqualTo("access-1");
        assertThat(provider.asked()).isEqualTo(1);
    }
}
