package io.portage.gateway.mutation;

import static io.portage.gateway.mutation.MutationWorld.CALLER;
import static io.portage.gateway.mutation.MutationWorld.ORDER_SET;
import static io.portage.gateway.mutation.MutationWorld.mutation;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portage.gateway.SettingsTest;
import io.portage.gateway.TestClock;
import io.portage.gateway.VirtualTime;
import io.portage.gateway.correlation.Uuid7;
import io.portage.gateway.idempotency.CountingStore;
import io.portage.gateway.problem.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// How often an outcome is said, when, and what whoever waits for it is told.
final class OutcomesTest {
    private static final Duration STORE_PATIENCE = Duration.ofMillis(1_200);
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final VirtualTime time = new VirtualTime();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Long> said = new ArrayList<>();
    private final CountingStore store = new CountingStore(new TestClock()) {
        @Override
        public Duration patience() {
            return STORE_PATIENCE;
        }
    };
    private final DetachedWork detached = new DetachedWork(SettingsTest.bound(Map.of()), new Drain(FOR_EVER), store);
    private final Outcomes outcomes = new Outcomes(
            store,
            new Claims(
                    store,
                    detached,
                    new Uuid7(new TestClock(), new Random(7)),
                    SettingsTest.bound(Map.of()),
                    System::nanoTime),
            meters);

    @AfterEach
    void close() {
        time.close();
    }

    private static Mono<Boolean> silence() {
        return Mono.error(new StoreUnavailableException("silent (expected: an answer)", true));
    }

    private CompletableFuture<@Nullable Boolean> write(Supplier<Mono<Boolean>> answer) {
        var word = Mono.defer(() -> {
            said.add(time.millis());
            return answer.get();
        });
        return detached.awaited(CALLER, slot -> outcomes.written(mutation(ORDER_SET, "k"), slot, word))
                .toFuture();
    }

    private void isIdle() {
        assertThat(CompletableFuture.runAsync(detached::stop)).succeedsWithin(MutationWorld.PATIENCE);
    }

    private double stale() {
        return meters.counter("portage.mutations.stale").count();
    }

    @Test
    void writtenWhenTheStoreAnswersThenSaidOnce() {
        assertThat(write(() -> Mono.just(true))).isCompletedWithValue(true);
        time.pass(LEASE);
        assertThat(said).hasSize(1);
        assertThat(stale()).isZero();
        isIdle();
    }

    @Test
    void writtenWhenTheStoreIsSilentAtFirstThenSaidAgainAndWhoWaitsIsToldTheTruth() {
        var answers = new ArrayList<>(List.of(silence(), silence(), Mono.just(true)));
        var written = write(answers::removeFirst);
        assertThat(written).isNotDone();
        time.pass(STORE_PATIENCE.minusMillis(1));
        assertThat(written).isCompletedWithValue(true);
        assertThat(said).hasSize(3);
    }

    @Test
    void writtenWhenTheStoreIsSilentForLongerThenToldSoInTimeAndSaidAgainAllTheSame() {
        var away = new AtomicInteger(1);
        var written = write(() -> away.get() == 1 ? silence() : Mono.just(true));
        time.pass(STORE_PATIENCE);
        assertThat(written).isCompletedWithValue(false);
        time.pass(Duration.ofSeconds(5));
        away.set(0);
        int before = said.size();
        time.pass(Outcomes.LONGEST_PAUSE.multipliedBy(2));
        assertThat(said).hasSize(before + 1);
        time.pass(LEASE);
        assertThat(said).hasSize(before + 1);
        assertThat(stale()).isZero();
        isIdle();
    }

    @Test
    void writtenWhenTheStoreNeverAnswersThenSaidWithPausesForAsLongAsALeaseAndThePlaceIsKept() {
        var written = write(OutcomesTest::silence);
        time.pass(LEASE.minusMillis(1));
        assertThat(detached.lastWords()).hasSize(1);
        time.pass(LEASE);
        assertThat(written).isCompletedWithValue(false);
        assertThat(detached.lastWords()).isEmpty();
        assertThat(said.getLast()).isLessThan(LEASE.toMillis());
        assertThat(said).hasSizeBetween(14, 45);
        for (int i = 1; i < said.size(); i++) {
            assertThat(said.get(i) - said.get(i - 1))
                    .as("pause %d", i)
                    .isBetween(Outcomes.FIRST_PAUSE.toMillis() / 2, Outcomes.LONGEST_PAUSE.toMillis() * 3 / 2);
        }
        isIdle();
    }

    @Test
    void writtenWhenSomebodyElseHasTheKeyThenNotSaidAgainAndCounted() {
        assertThat(write(() -> Mono.just(false))).isCompletedWithValue(false);
        time.pass(LEASE);
        assertThat(said).hasSize(1);
        assertThat(stale()).isEqualTo(1);
    }

    @Test
    void writtenWhenSomethingElseGoesWrongThenNotSaidAgain() {
        assertThat(write(() -> Mono.error(new IllegalStateException("a fault of ours"))))
                .isCompletedWithValue(false);
        time.pass(LEASE);
        assertThat(said).hasSize(1);
        assertThat(stale()).isZero();
    }

    @Test
    void writtenWhenManyAreNotAnsweredThenFewOfThemAskAgainAtOnce() {
        var asking = new AtomicInteger();
        var most = new AtomicInteger();
        for (int i = 0; i < 5 * Outcomes.AT_ONCE; i++) {
            var first = new AtomicInteger(1);
            var written = write(() -> first.getAndSet(0) == 1
                    ? silence()
                    : Mono.delay(STORE_PATIENCE)
                            .flatMap(_ -> silence())
                            .doOnSubscribe(_ -> most.accumulateAndGet(asking.incrementAndGet(), Math::max))
                            .doFinally(_ -> asking.decrementAndGet()));
            assertThat(written).isNotDone();
        }
        time.pass(LEASE);
        assertThat(most).hasValue(Outcomes.AT_ONCE);
        assertThat(asking).hasValue(0);
    }
}
