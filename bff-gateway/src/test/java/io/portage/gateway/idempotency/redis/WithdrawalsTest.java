package io.portage.gateway.idempotency.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/// When a claim is given back, how often, and when no longer.
final class WithdrawalsTest {
    private static final Duration FIRST = Duration.ofMillis(400);
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
    private final Withdrawals withdrawals = new Withdrawals();
    private final List<Long> asked = new ArrayList<>();

    @AfterEach
    void close() {
        VirtualTimeScheduler.reset();
    }

    private long millis() {
        return time.now(TimeUnit.MILLISECONDS);
    }

    private void begin(Mono<Boolean> answer) {
        withdrawals.begin(FIRST, LEASE, Mono.defer(() -> {
            asked.add(millis());
            return answer;
        }));
    }

    @Test
    void beginThenAskedOnceAndNotBeforeTheClaimCanNoLongerBeRun() {
        begin(Mono.just(true));
        time.advanceTimeBy(FIRST.minus(A_MOMENT));
        assertThat(asked).isEmpty();
        assertThat(withdrawals.pending()).isEqualTo(1);
        time.advanceTimeBy(A_MOMENT);
        time.advanceTimeBy(LEASE);
        assertThat(asked).containsExactly(FIRST.toMillis());
        assertThat(withdrawals.pending()).isZero();
    }

    @Test
    void beginWhenThereIsNoAnswerThenAskedAgainWithAPauseUntilThereIsOne() {
        var back = new AtomicBoolean();
        begin(Mono.defer(() -> back.get() ? Mono.just(true) : Mono.error(new IllegalStateException("away"))));
        time.advanceTimeBy(FIRST.plus(Withdrawals.PAUSE.multipliedBy(3)));
        back.set(true);
        time.advanceTimeBy(LEASE);
        assertThat(asked).containsExactly(400L, 650L, 900L, 1_150L, 1_400L);
        assertThat(withdrawals.pending()).isZero();
    }

    @Test
    void beginWhenItIsTooEarlyThenAskedAgain() {
        var past = new AtomicBoolean();
        begin(Mono.fromSupplier(past::get));
        time.advanceTimeBy(FIRST);
        past.set(true);
        time.advanceTimeBy(LEASE);
        assertThat(asked).containsExactly(400L, 650L);
    }

    @Test
    void beginWhenTheLeaseHasEndedThenNoLongerAsked() {
        begin(Mono.error(new IllegalStateException("away")));
        time.advanceTimeBy(LEASE);
        assertThat(withdrawals.pending()).isZero();
        int before = asked.size();
        time.advanceTimeBy(LEASE);
        assertThat(asked).hasSize(before);
    }

    @Test
    void beginWhenTooManyArePendingThenLeftToItsLease() {
        for (int i = 0; i < Withdrawals.MOST + 3; i++) {
            begin(Mono.error(new IllegalStateException("away")));
        }
        assertThat(withdrawals.pending()).isEqualTo(Withdrawals.MOST);
        time.advanceTimeBy(FIRST);
        assertThat(asked).hasSize(Withdrawals.MOST);
        time.advanceTimeBy(LEASE);
        assertThat(withdrawals.pending()).isZero();
        begin(Mono.just(true));
        assertThat(withdrawals.pending()).isEqualTo(1);
    }
}
