package io.portage.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.TestClock;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.idempotency.StoredResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

/// Health data leaves memory when its time is over, though nobody asks for it.
final class SweepingTest {
    private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
    private final TestClock clock = new TestClock();
    private final Copies copies = new Copies(10_000, 10_000, clock);

    @AfterEach
    void reset() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void sweepingWhenAMinuteHasPassedThenWhatIsOverIsForgottenUntilItEnds() {
        var sweeping = new ProjectionConfiguration().sweeping(copies);
        keep();
        clock.advance(Duration.ofSeconds(5));
        assertThat(copies.size()).isOne();
        time.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(copies.size()).isZero();

        sweeping.dispose();
        keep();
        clock.advance(Duration.ofSeconds(5));
        time.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(copies.size()).as("the gateway has ended").isOne();
    }

    private void keep() {
        var caller = new Caller("north", "pat", Set.of(), Set.of());
        var name = new CopyName(caller, "portal.read-fhir", "/a", List.of());
        var answer = new LastGoodAnswer(
                new StoredResponse(200, List.of(), new byte[1]),
                "\"a\"",
                clock.instant(),
                Duration.ZERO,
                Duration.ofSeconds(5),
                Map.of());
        copies.keep(name, answer, copies.begin(name));
    }
}
