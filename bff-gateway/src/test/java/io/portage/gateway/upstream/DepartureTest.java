package io.portage.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class DepartureTest {
    private final Departure departure = new Departure(null);

    @Test
    void leaveWhenGivenUpThenNothingLeaves() {
        assertThat(departure.stop()).isTrue();
        assertThat(departure.stop()).isTrue();
        assertThatThrownBy(departure::leave).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void leaveWhenItIsTooLateThenNothingLeaves() {
        var now = new AtomicLong(Long.MAX_VALUE - 1);
        // such a clock may overflow
        var late = new Departure(new NotAfter(now::get, Long.MAX_VALUE + 1));
        now.set(Long.MAX_VALUE + 1);
        assertThatThrownBy(late::leave).isInstanceOf(IllegalStateException.class);
        assertThat(late.isLate()).isTrue();
        assertThat(late.stop()).isTrue();
        now.set(Long.MAX_VALUE);
        var inTime = new Departure(new NotAfter(now::get, Long.MAX_VALUE + 1));
        inTime.leave();
        assertThat(inTime.isLate()).isFalse();
        assertThat(inTime.stop()).isFalse();
    }

    @Test
    void leaveWhenGivenUpAndTooLateThenGivenUp() {
        var late = new Departure(new NotAfter(() -> 1, 1));
        late.stop();
        assertThatThrownBy(late::leave).isInstanceOf(IllegalStateException.class);
        assertThat(late.isLate()).isFalse();
    }

    @Test
    void stopWhenItHasLeftThenTooLate() {
        departure.leave();
        assertThat(departure.stop()).isFalse();
    }
}
