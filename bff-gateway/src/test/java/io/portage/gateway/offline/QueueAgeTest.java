package io.portage.gateway.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.TestClock;
import io.portage.gateway.headers.Key;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class QueueAgeTest {
    private static final Instant NOW = TestClock.START;
    private static final Duration ALLOWANCE = Duration.ofMinutes(5);
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    @Test
    void ofWhenNeitherTimeNorKeyThenOnline() {
        assertThat(QueueAge.of(null, null, null, NOW)).isEqualTo(new QueueAge.Online());
        assertThat(QueueAge.of(null, NOW.minus(Duration.ofDays(3)), null, NOW)).isEqualTo(new QueueAge.Online());
        assertThat(QueueAge.of(null, null, new Key("abc"), NOW)).isEqualTo(new QueueAge.Online());
    }

    @Test
    void ofWhenSentAtIsThereThenOnlyTheClientsClockCounts() {
        var queuedAt = Instant.parse("2001-01-01T00:00:00Z");
        assertThat(QueueAge.of(queuedAt, queuedAt.plusSeconds(60), null, NOW))
                .isEqualTo(new QueueAge.Queued(Duration.ofSeconds(60)));
    }

    @Test
    void ofWhenSentAtIsAbsentThenTheGatewaysClockCounts() {
        assertThat(QueueAge.of(NOW.minusSeconds(60), null, null, NOW))
                .isEqualTo(new QueueAge.Queued(Duration.ofSeconds(60)));
    }

    @Test
    void ofWhenQueuedUpToFiveMinutesAfterSentThenNoAge() {
        var queuedAt = NOW.plus(ALLOWANCE);
        assertThat(QueueAge.of(queuedAt, NOW, null, NOW)).isEqualTo(new QueueAge.Queued(Duration.ZERO));
        assertThat(QueueAge.of(queuedAt, null, null, NOW)).isEqualTo(new QueueAge.Queued(Duration.ZERO));
        assertThat(QueueAge.of(NOW, NOW, null, NOW)).isEqualTo(new QueueAge.Queued(Duration.ZERO));
    }

    @Test
    void ofWhenQueuedMoreThanFiveMinutesAfterSentThenImpossible() {
        var queuedAt = NOW.plus(ALLOWANCE).plus(A_MOMENT);
        assertThat(QueueAge.of(queuedAt, NOW, null, NOW)).isEqualTo(new QueueAge.Impossible());
        assertThat(QueueAge.of(queuedAt, null, null, NOW)).isEqualTo(new QueueAge.Impossible());
    }

    @Test
    void ofWhenQueuedAtIsFutureButSentAtTooThenQueued() {
        var queuedAt = NOW.plus(Duration.ofDays(400));
        assertThat(QueueAge.of(queuedAt, queuedAt.plusSeconds(1), null, NOW))
                .isEqualTo(new QueueAge.Queued(Duration.ofSeconds(1)));
    }

    @Test
    void ofWhenKeyIsAtMostFifteenMinutesOldThenOnline() {
        var made = NOW.minus(Duration.ofMinutes(15));
        assertThat(QueueAge.of(null, null, Keys.uuid7(made), NOW)).isEqualTo(new QueueAge.Online());
        assertThat(QueueAge.of(null, null, Keys.ulid(made), NOW)).isEqualTo(new QueueAge.Online());
    }

    @Test
    void ofWhenKeyIsOlderThenQueuedSinceItWasMade() {
        var made = NOW.minus(Duration.ofMinutes(15)).minus(A_MOMENT);
        var age = new QueueAge.Queued(Duration.ofMinutes(15).plus(A_MOMENT));
        assertThat(QueueAge.of(null, null, Keys.uuid7(made), NOW)).isEqualTo(age);
        assertThat(QueueAge.of(null, null, Keys.ulid(made), NOW)).isEqualTo(age);
    }

    @Test
    void ofWhenKeyIsFromTheFutureThenOnline() {
        var made = NOW.plus(Duration.ofDays(1));
        assertThat(QueueAge.of(null, null, Keys.uuid7(made), NOW)).isEqualTo(new QueueAge.Online());
        assertThat(QueueAge.of(null, null, Keys.ulid(made), NOW)).isEqualTo(new QueueAge.Online());
    }

    @Test
    void ofWhenQueuedAtIsThereThenTheKeysTimeMeansNothing() {
        var old = Keys.uuid7(NOW.minus(Duration.ofDays(2)));
        assertThat(QueueAge.of(NOW.minusSeconds(1), null, old, NOW))
                .isEqualTo(new QueueAge.Queued(Duration.ofSeconds(1)));
    }
}
