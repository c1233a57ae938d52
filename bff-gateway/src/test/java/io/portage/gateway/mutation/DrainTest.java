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
                .isEqualTo(new Drain(Duration.ofSeconds(25)));
    }

    @Test
    void ofWhenAMutationCouldTakeLongerThenRefused() {
        assertThatThrownBy(() -> drain("PT24.2S"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "portage.mutations.drain: PT24.2S (expected: > PT24.2S, the longest time-out of an operation,"
                                + " its delegation check and its record)");
        assertThat(drain("PT24.201S").duration()).isEqualTo(Duration.ofMillis(24_201));
    }
}
