package io.portage.gateway.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.contract.SyncContract;
import io.portage.gateway.Settings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RetentionTest {
    private static Settings.Idempotency settings(String tombstone) {
        return new Settings.Idempotency(Duration.ofMinutes(5), Duration.parse(tombstone), Duration.ofSeconds(10));
    }

    @Test
    void ofWhenBundledContractThenADayAndTheAllowance() {
        assertThat(Retention.of(SyncContract.bundled(), settings("P30D")))
                .isEqualTo(new Retention(Duration.parse("PT24H5M"), Duration.ofDays(30)));
    }

    @Test
    void ofWhenTombstoneIsShorterThanTheAnswerThenRefused() {
        assertThatThrownBy(() -> Retention.of(SyncContract.bundled(), settings("PT24H4M")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("portage.idempotency.tombstone: PT24H4M (expected: >= PT24H5M");
    }

    @Test
    void safeWhenNeverWithinOrAlwaysThenAsNamed() {
        var first = Instant.parse("2026-11-20T08:15:30Z");
        var within = new Redrive.Within(Duration.ofHours(23));
        assertThat(new Redrive.Never().safe(first, first)).isFalse();
        assertThat(new Redrive.Always().safe(first, first.plus(Duration.ofDays(29))))
                .isTrue();
        assertThat(within.safe(first, first.plus(Duration.ofHours(23)).minusMillis(1)))
                .isTrue();
        assertThat(within.safe(first, first.plus(Duration.ofHours(23)))).isFalse();
    }
}
