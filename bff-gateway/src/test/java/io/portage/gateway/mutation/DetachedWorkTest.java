package io.portage.gateway.mutation;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.portage.gateway.SettingsTest;
import io.portage.gateway.TestClock;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.idempotency.CountingStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

final class DetachedWorkTest {
    private static final Caller PAT = new Caller("north", "pat", Set.of("a"), Set.of());
    private static final Caller PAT_AGAIN = new Caller("north", "pat", Set.of("b"), Set.of("c"));
    private static final Caller SAM = new Caller("north", "sam", Set.of(), Set.of());
    private static final Caller SOUTHERN_PAT = new Caller("south", "pat", Set.of(), Set.of());
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final CountingStore store = new CountingStore(new TestClock());

    private DetachedWork work(int perCaller, int total, Duration drain) {
        var settings = SettingsTest.bound(Map.of(
                "portage.mutations.per-caller", Integer.toString(perCaller),
                "portage.mutations.total", Integer.toString(total)));
        return new DetachedWork(settings, new Drain(drain), store);
    }

    /// Work that goes on until it is told to end; null where there was no place for it.
    private Sinks.@Nullable Empty<Void> take(DetachedWork work, Caller caller) {
        return take(work, caller, null);
    }

    private Sinks.@Nullable Empty<Void> take(DetachedWork work, Caller caller, Claim.@Nullable Acquired claim) {
        Sinks.Empty<Void> end = Sinks.empty();
        var full = new CompletableFuture<Boolean>();
        work.counted(caller, Mono.<Void>fromRunnable(() -> full.complete(true)), slot -> {
                    if (claim != null) {
                        slot.says(store.abandon(claim));
                    }
                    full.complete(false);
                    return end.asMono();
                })
                .subscribe();
        return full.join() ? null : end;
    }

    private static void end(Sinks.@Nullable Empty<Void> work) {
        if (work == null) {
            throw new AssertionError("refused (expected: a place)");
        }
        work.tryEmitEmpty().orThrow();
    }

    @Test
    void takeWhenCallerHasTooManyThenFullForThatCallerOnly() {
        var work = work(2, 100, FOR_EVER);
        take(work, PAT);
        var second = take(work, PAT_AGAIN);
        assertThat(take(work, PAT)).isNull();
        assertThat(take(work, SAM)).isNotNull();
        assertThat(take(work, SOUTHERN_PAT)).isNotNull();
        end(second);
        assertThat(take(work, PAT)).isNotNull();
        assertThat(take(work, PAT)).isNull();
    }

    @Test
    void takeWhenAllTogetherHaveTooManyThenFullForEverybody() {
        var work = work(2, 3, FOR_EVER);
        var first = take(work, PAT);
        take(work, PAT);
        take(work, SAM);
        assertThat(take(work, SOUTHERN_PAT)).isNull();
        end(first);
        assertThat(take(work, SOUTHERN_PAT)).isNotNull();
    }

    @Test
    void takeWhenRefusedThenNothingIsCounted() {
        var work = work(1, 2, FOR_EVER);
        var mine = take(work, PAT);
        assertThat(take(work, PAT)).isNull();
        assertThat(take(work, PAT)).isNull();
        end(mine);
        assertThat(take(work, PAT)).isNotNull();
        assertThat(take(work, SAM)).isNotNull();
    }

    @Test
    void stopWhenIdleThenAtOnce() {
        var work = work(1, 1, FOR_EVER);
        work.start();
        assertThat(work.isRunning()).isTrue();
        end(take(work, PAT));
        assertThat(CompletableFuture.runAsync(work::stop)).succeedsWithin(PATIENCE);
        assertThat(work.isRunning()).isFalse();
    }

    @Test
    void stopWhenMutationsAreUnderWayThenTheLastOneIsAwaited() throws Exception {
        var work = work(5, 5, FOR_EVER);
        var one = take(work, PAT);
        var two = take(work, SAM);
        var stopping = new CountDownLatch(1);
        var stopped = CompletableFuture.runAsync(() -> {
            stopping.countDown();
            work.stop();
        });
        assertThat(stopping.await(5, TimeUnit.SECONDS)).isTrue();
        end(one);
        assertThat(stopped).isNotDone();
        end(two);
        assertThat(stopped).succeedsWithin(PATIENCE);
    }

    @Test
    void stopWhenMutationsTakeTooLongThenTheyAreMarkedUnknown() {
        var work = work(5, 5, Duration.ofMillis(100));
        take(work, PAT, acquire(claimOf("slow")));
        take(work, PAT);
        end(take(work, SAM, acquire(claimOf("done"))));
        assertThat(CompletableFuture.runAsync(work::stop)).succeedsWithin(PATIENCE);
        assertThat(claim(claimOf("slow").by("after"))).isEqualTo(new Claim.Unknown());
        assertThat(claim(claimOf("done").by("after"))).as("not ours to settle").isInstanceOf(Claim.Busy.class);
    }

    /// Its answer could not be recorded yet when the end came: that is no reason to say that nobody knows it.
    @Test
    void stopWhenAnOutcomeIsKnownThenThatIsWrittenDown() {
        var work = work(5, 5, Duration.ofMillis(100));
        var claim = acquire(claimOf("done"));
        work.awaited(PAT, slot -> {
                    slot.says(store.complete(claim, null));
                    return Mono.never();
                })
                .subscribe();
        assertThat(CompletableFuture.runAsync(work::stop)).succeedsWithin(PATIENCE);
        assertThat(claim(claimOf("done").by("after"))).isEqualTo(new Claim.Tombstone());
    }

    @Test
    void stopWhenTheStoreDoesNotAnswerThenTheEndIsNotHeldUpAndTheLogSaysSo() {
        var work = work(5, 5, Duration.ofMillis(100));
        for (var word : List.of(Mono.<Boolean>never(), Mono.just(true))) {
            work.awaited(PAT, slot -> {
                        slot.says(word);
                        return Mono.never();
                    })
                    .subscribe();
        }
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var logger = (Logger) LoggerFactory.getLogger(DetachedWork.class);
        logger.addAppender(log);
        try {
            assertThat(CompletableFuture.runAsync(work::stop)).succeedsWithin(PATIENCE);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("2 mutations were still under way after PT0.1S; what is known of 1 is written down");
    }

    @Test
    void duringWhenTheWorkHasAnsweredThenThePlaceIsKeptUntilTheRestEnds() {
        var work = work(1, 1, FOR_EVER);
        Sinks.Empty<Void> rest = Sinks.empty();
        var answer = work.counted(PAT, Mono.just("full"), slot -> {
                    slot.during(rest.asMono()).subscribe();
                    return Mono.just("answer");
                })
                .block(PATIENCE);
        assertThat(answer).isEqualTo("answer");
        assertThat(take(work, PAT)).isNull();
        var stopped = CompletableFuture.runAsync(work::stop);
        assertThat(stopped).isNotDone();
        rest.tryEmitEmpty().orThrow();
        assertThat(stopped).succeedsWithin(PATIENCE);
        assertThat(take(work, PAT)).isNotNull();
    }

    @Test
    void holdsThenDisposedOfWithThePlaceAndNotBefore() {
        var work = work(1, 1, FOR_EVER);
        var held = Disposables.single();
        Sinks.Empty<Void> rest = Sinks.empty();
        work.awaited(PAT, slot -> {
                    slot.holds(held);
                    slot.during(rest.asMono()).subscribe();
                    return Mono.just("answer");
                })
                .block(PATIENCE);
        assertThat(held.isDisposed()).isFalse();
        rest.tryEmitEmpty().orThrow();
        assertThat(held.isDisposed()).isTrue();
    }

    private Claim claim(ClaimBuilder request) {
        return store.claim(request.request()).blockOptional().orElseThrow();
    }

    private Claim.Acquired acquire(ClaimBuilder request) {
        return (Claim.Acquired) claim(request);
    }
}
