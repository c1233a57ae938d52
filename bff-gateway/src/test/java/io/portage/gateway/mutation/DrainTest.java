package io.portage.gateway.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.contract.SyncContract;
import io.portage.gateway.SettingsTest;
import io.portage.gateway.TestClock;
import io.portage.gateway.idempotency.CountingStore;
import io.portage.gateway.idempotency.IdempotencyStore;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A shutdown outlasts every mutation.
final class DrainTest {
    private final IdempotencyStore store = new CountingStore(new TestClock()) {
        @Override
        public Duration patience() {
            return Duration.ofMillis(1_200);
        }
    };

    private Drain drain(String setting) {
        return Drain.of(SyncContract.bundled(), SettingsTest.bound(Map.of("portage.mutations.drain", setting)), store);
    }

    @Test
    void ofWhenSettingIsTheDefaultThenLongEnough() {
        assertThat(Drain.of(SyncContract.bundled(), SettingsTest.bound(Map.of()), store))
                .isEqualTo(new Drain(Duration.ofSeconds(28)));
    }

    @Test
    void ofWhenAMutationCouldTakeLongerThenRefused() {
        assertThatThrownBy(() -> drain("PT27.4S"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "portage.mutations.drain: PT27.4S (expected: > PT27.4S, the longest that an operation takes:"
                                + " its wait as a duplicate, its claim, its delegation check, its time-out and its"
                                + " record)");
        assertThat(drain("PT27.401S").duration()).isEqualTo(Duration.ofMillis(27_401));
    }
}
