package io.portage.gateway.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.SettingsTest;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.mutation.DetachedWork.Slot;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DetachedWorkTest {
    private static final Caller PAT = new Caller("north", "pat", Set.of("a"), Set.of());
    private static final Caller PAT_AGAIN = new Caller("north", "pat", Set.of("b"), Set.of("c"));
    private static final Caller SAM = new Caller("north", "sam", Set.of(), Set.of());
    private static final Caller SOUTHERN_PAT = new Caller("south", "pat", Set.of(), Set.of());

    private static DetachedWork work(int perCaller, int total, String drain) {
        return new DetachedWork(SettingsTest.bound(Map.of(
                "portage.mutations.per-caller", Integer.toString(perCaller),
                "portage.mutations.total", Integer.toString(total),
                "portage.mutations.drain", drain)));
    }

    private static Slot take(DetachedWork work, Caller caller) {
        return work.take(caller).orElseThrow();
    }

    @Test
    void takeWhenCallerHasTooManyThenEmptyForThatCallerOnly() {
        var work = work(2, 100, "PT1S");
        take(work, PAT);
        var second = take(work, PAT_AGAIN);
        assertThat(work.take(PAT)).isEmpty();
        assertThat(work.take(SAM)).isPresent();
        assertThat(work.take(SOUTHERN_PAT)).isPresent();
        second.giveBack();
        assertThat(work.take(PAT)).isPresent();
        assertThat(work.take(PAT)).isEmpty();
    }

    @Test
    void takeWhenAllTogetherHaveTooManyThenEmptyForEverybody() {
        var work = work(2, 3, "PT1S");
        var first = take(work, PAT);
        take(work, PAT);
        take(work, SAM);
        assertThat(work.take(SOUTHERN_PAT)).isEmpty();
        first.giveBack();
        assertThat(work.take(SOUTHERN_PAT)).isPresent();
    }

    @Test
    void takeWhenRefusedThenNothingIsCounted() {
        var work = work(1, 2, "PT1S");
        var mine = take(work, PAT);
        assertThat(work.take(PAT)).isEmpty();
        assertThat(work.take(PAT)).isEmpty();
        mine.giveBack();
        assertThat(work.take(PAT)).isPresent();
        assertThat(work.take(SAM)).isPresent();
    }

    @Test
    void stopWhenIdleThenAtOnce() {
        var work = work(1, 1, "PT1H");
        work.start();
        assertThat(work.isRunning()).isTrue();
        take(work, PAT).giveBack();
        assertThat(CompletableFuture.runAsync(work::stop)).succeedsWithin(Duration.ofSeconds(5));
        assertThat(work.isRunning()).isFalse();
    }

    @Test
    void stopWhenMutationsAreUnderWayThenTheLastOneIsAwaited() throws Exception {
        var work = work(5, 5, "PT1H");
        var one = take(work, PAT);
        var two = take(work, SAM);
        var stopping = new CountDownLatch(1);
        var stopped = CompletableFuture.runAsync(() -> {
            stopping.countDown();
            work.stop();
        });
        assertThat(stopping.await(5, TimeUnit.SECONDS)).isTrue();
        one.giveBack();
        assertThat(stopped).isNotDone();
        two.giveBack();
        assertThat(stopped).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void stopWhenMutationsTakeTooLongThenGivesUpAfterTheDrain() {
        var work = work(5, 5, "PT0.1S");
        take(work, PAT);
        assertThat(CompletableFuture.runAsync(work::stop)).succeedsWithin(Duration.ofSeconds(5));
    }
}
