package io.portage.gateway.idempotency.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// When a claim is given back, how often, and when no longer.
final class WithdrawalsTest {
    private static final Duration FIRST = Duration.ofMillis(400);
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final VirtualTime time = new VirtualTime();
    private final Withdrawals withdrawals = new Withdrawals();
    private final List<Long> asked = new ArrayList<>();

    @AfterEach
    void close() {
        time.close();
    }

    private void begin(Mono<Boolean> answer) {
        withdrawals.begin(FIRST, LEASE, Mono.defer(() -> {
            asked.add(time.millis());
            return answer;
        }));
    }

    @Test
    void beginThenAskedOnceAndNotBeforeTheClaimCanNoLongerBeRun() {
        begin(Mono.just(true));
        time.pass(FIRST.minus(A_MOMENT));
        assertThat(asked).isEmpty();
        assertThat(withdrawals.pending()).isEqualTo(1);
        time.pass(A_MOMENT);
        time.pass(LEASE);
        assertThat(asked).containsExactly(FIRST.toMillis());
        assertThat(withdrawals.pending()).isZero();
    }

    @Test
    void beginWhenThereIsNoAnswerThenAskedAgainWithAPauseUntilThereIsOne() {
        var back = new AtomicBoolean();
        begin(Mono.defer(() -> back.get() ? Mono.just(true) : Mono.error(new IllegalStateException("away"))));
        time.pass(FIRST.plus(Withdrawals.PAUSE.multipliedBy(3)));
        back.set(true);
        time.pass(LEASE);
        assertThat(asked).containsExactly(400L, 650L, 900L, 1_150L, 1_400L);
        assertThat(withdrawals.pending()).isZero();
    }

    @Test
    void beginWhenItIsTooEarlyThenAskedAgain() {
        var past = new AtomicBoolean();
        begin(Mono.fromSupplier(past::get));
        time.pass(FIRST);
        past.set(true);
        time.pass(LEASE);
        assertThat(asked).containsExactly(400L, 650L);
    }

    @Test
    void beginWhenTheLeaseHasEndedThenNoLongerAsked() {
        begin(Mono.error(new IllegalStateException("away")));
        time.pass(LEASE);
        assertThat(withdrawals.pending()).isZero();
        int before = asked.size();
        time.pass(LEASE);
        assertThat(asked).hasSize(before);
    }

    @Test
    void beginWhenTooManyArePendingThenLeftToItsLease() {
        for (int i = 0; i < Withdrawals.MOST + 3; i++) {
            begin(Mono.error(new IllegalStateException("away")));
        }
        assertThat(withdrawals.pending()).isEqualTo(Withdrawals.MOST);
        time.pass(FIRST);
        assertThat(asked).hasSize(Withdrawals.MOST);
        time.pass(LEASE);
        assertThat(withdrawals.pending()).isZero();
        begin(Mono.just(true));
        assertThat(withdrawals.pending()).isEqualTo(1);
    }
}
