package io.portage.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A service that takes its time takes it for each request alone.
final class UpstreamTest {
    private static final Duration DELAY = Duration.ofMillis(100);
    private static final int AT_ONCE = 16;
    private final Queue<String> arrived = new ConcurrentLinkedQueue<>();

    @Test
    void requestWhenThereIsADelayThenAnsweredAfterItWithoutHoldingUpOthers() {
        try (var upstream = new Upstream(DELAY, arrived::add);
                var client = new Client(upstream.address(), AT_ONCE)) {
            var requests = new Requests(
                    "/v1/orders",
                    List.of("t"),
                    number -> "key-" + number,
                    Bodies.json(100),
                    new Expected(201, null, 100));
            var tally = client.closed(requests, Duration.ofSeconds(30), 2L * AT_ONCE);
            assertThat(tally.answers()).isEqualTo(2L * AT_ONCE);
            assertThat(tally.latencies().getMinValue()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(98));
            // one after the other, it would be ten a second
            assertThat(tally.perSecond()).isGreaterThan(20);
            assertThat(arrived).hasSize(2 * AT_ONCE).contains("key-0", "key-31").doesNotHaveDuplicates();
        }
    }
}
