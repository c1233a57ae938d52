package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.TestClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/// A healthy provider is not told from one that is away by how many ask it at once.
final class IdentityProviderClientTest {
    private static final int AT_ONCE = 60;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /// Each answer waits until all have been asked for.
    @Test
    void refreshedWhenManyComeBackAtOnceThenAllAreServed() {
        var clock = new TestClock();
        var all = new CountDownLatch(AT_ONCE);
        try (var provider = new TokenProvider().meanwhile(() -> arrive(all))) {
            var client = new IdentityProviderClient(LoginClient.of(provider.settings()), LIMIT, clock);
            var tokens = new Tokens("first", clock.instant(), clock.instant().plusSeconds(1), "refresh-0", "id");
            var refreshed = Flux.fromStream(IntStream.range(0, AT_ONCE).boxed())
                    .flatMap(_ -> client.refreshed(tokens), AT_ONCE)
                    .collectList()
                    .block(LIMIT);

            assertThat(refreshed).hasSize(AT_ONCE);
        }
    }

    private static void arrive(CountDownLatch all) {
        all.countDown();
        try {
            all.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
