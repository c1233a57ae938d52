package io.portage.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class DepartureTest {
    private final Departure departure = new Departure();

    @Test
    void leaveWhenGivenUpThenNothingLeaves() {
        assertThat(departure.stop()).isTrue();
        assertThat(departure.stop()).isTrue();
        assertThatThrownBy(departure::leave).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void stopWhenItHasLeftThenTooLate() {
        departure.leave();
        assertThat(departure.stop()).isFalse();
    }
}
