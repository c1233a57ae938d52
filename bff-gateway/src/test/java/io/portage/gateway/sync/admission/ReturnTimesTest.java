package io.portage.gateway.sync.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// When those who are sent away are told to come back.
final class ReturnTimesTest {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private final AtomicLong now = new AtomicLong();

    private ReturnTimes returns(int places) {
        return new ReturnTimes(places, LONGEST, now::get, new Random(7));
    }

    private static LongStream times(ReturnTimes returns, int count, int queued) {
        return IntStream.range(0, count).mapToLong(_ -> returns.next("a", queued));
    }

    private static void sendAway(ReturnTimes returns, int count) {
        for (int i = 0; i < count; i++) {
            returns.next("a", 0);
        }
    }

    private static void learn(ReturnTimes returns, Duration duration) {
        for (int i = 0; i < 200; i++) {
            returns.served(duration.toNanos());
        }
    }

    @Test
    void nextWhenManyAreSentAwayThenTheyComeBackAtThePaceOfTheWork() {
        var returns = returns(4);
        learn(returns, Duration.ofSeconds(1));
        // 400 at 4 a second: within 100 s, and a quarter of jitter
        var perTenSeconds = new int[14];
        times(returns, 400, 0).forEach(second -> perTenSeconds[(int) second / 10]++);
        assertThat(IntStream.of(perTenSeconds)).allMatch(count -> count < 70);
        assertThat(IntStream.of(perTenSeconds).limit(10)).allMatch(count -> count > 20);
    }

    @Test
    void nextWhenSomeWaitAlreadyThenNobodyComesBackBeforeThem() {
        var returns = returns(1);
        learn(returns, Duration.ofSeconds(2));
        assertThat(returns.next("a", 10)).isBetween(20L, 28L);
    }

    @Test
    void nextWhenTimeHasPassedThenEarlierOnesNoLongerCount() {
        var returns = returns(1);
        learn(returns, Duration.ofSeconds(1));
        sendAway(returns, 100);
        now.addAndGet(Duration.ofMinutes(10).toNanos());
        assertThat(returns.next("a", 0)).isBetween(1L, 2L);
    }

    @Test
    void nextWhenThereIsNoTimeForAllThenTheRestIsSpreadOverTheSecondHalf() {
        var returns = returns(1);
        learn(returns, Duration.ofSeconds(10));
        sendAway(returns, 30);
        var rest = times(returns, 1_000, 0).summaryStatistics();
        assertThat(rest.getMin()).isBetween(150L, 160L);
        assertThat(rest.getMax()).isBetween(290L, 300L);
        assertThat(rest.getAverage()).isBetween(215.0, 235.0);
    }

    @Test
    void nextWhenWorkIsQuickThenASecondAtLeast() {
        var returns = returns(100);
        learn(returns, Duration.ofMillis(1));
        assertThat(returns.next("a", 0)).isEqualTo(1);
    }

    @Test
    void nextWhenAnotherGroupHasALongLineThenThisOneTakesTurnsWithIt() {
        var returns = returns(1);
        learn(returns, Duration.ofSeconds(1));
        sendAway(returns, 100);
        assertThat(returns.next("b", 0)).isBetween(2L, 3L);
        assertThat(returns.next("b", 0)).isBetween(4L, 5L);
        assertThat(returns.next("c", 0)).isBetween(3L, 4L);
        assertThat(returns.next("a", 0)).isBetween(104L, 130L);
    }

    @Test
    void soonWhenAskedOftenThenAboutAsLongAsTheWorkTakesAndNobodyComesBackLaterForIt() {
        var returns = returns(1);
        learn(returns, Duration.ofSeconds(40));
        var times = LongStream.generate(returns::soon).limit(1_000).summaryStatistics();
        assertThat(times.getMin()).isBetween(40L, 41L);
        assertThat(times.getMax()).isBetween(49L, 50L);
        assertThat(returns.next("a", 0)).isBetween(40L, 50L);
    }
}
