package io.portage.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Load is what it says it is, every answer is looked at, and nobody is spared the wait.
final class ClientTest {
    private static final int BYTES = 1_024;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);
    private final Upstream upstream = new Upstream();
    private final Client client = new Client(upstream.address(), 4);

    @AfterEach
    void close() {
        client.close();
        upstream.close();
    }

    private static Requests requests(int status, int bytes) {
        return new Requests(
                "/v1/orders",
                List.of("a", "b"),
                number -> "key-" + number,
                Bodies.json(BYTES),
                new Expected(status, null, bytes));
    }

    @Test
    void closedWhenSoManyThenNoMore() {
        var tally = client.closed(requests(201, BYTES), LONG, 100);
        assertThat(tally.answers()).isEqualTo(100);
        assertThat(tally.unexpected()).isZero();
        assertThat(upstream.requests()).isEqualTo(100);
        assertThat(tally.latencies().getTotalCount()).isEqualTo(100);
    }

    @Test
    void closedWhenTheTimeIsOverThenEnded() {
        var tally = client.closed(requests(201, BYTES), SHORT, Long.MAX_VALUE);
        assertThat(tally.answers()).isPositive().isEqualTo(upstream.requests());
        // it ends some microseconds less than that after its begin is noted
        assertThat(tally.perSecond()).isBetween(1.0, tally.answers() / 0.199);
    }

    @Test
    void closedWhenTheStatusIsAnotherThenUnexpected() {
        var tally = client.closed(requests(200, BYTES), LONG, 5);
        assertThat(tally.answers()).isZero();
        assertThat(tally.unexpected()).isEqualTo(5);
        assertThat(tally.example()).startsWith("201 Created").contains("expected", "status=200");
    }

    @Test
    void closedWhenTheBodyIsOfAnotherLengthThenUnexpected() {
        var tally = client.closed(requests(201, 7), LONG, 5);
        assertThat(tally.unexpected()).isEqualTo(5);
        assertThat(tally.example()).startsWith("1024 bytes");
    }

    @Test
    void closedWhenTheServiceIsGoneThenUnexpected() {
        upstream.close();
        var tally = client.closed(requests(201, BYTES), LONG, 10);
        assertThat(tally.answers()).isZero();
        assertThat(tally.unexpected()).isEqualTo(10);
    }

    @Test
    void openThenSoManyASecond() {
        var tally = client.open(requests(201, BYTES), 500, SHORT);
        assertThat(tally.answers()).isEqualTo(100);
        assertThat(tally.perSecond()).isBetween(1.0, 505.0);
    }

    @Test
    void openWhenSomebodySaysEnoughThenEndedAndEachIsCountedWhereItWasDue() {
        long begin = System.nanoTime();
        var early = new Tally();
        var late = new Tally();
        long half = begin + SHORT.toNanos() / 2;
        client.open(
                requests(201, BYTES),
                500,
                () -> System.nanoTime() < begin + SHORT.toNanos(),
                due -> due < half ? early : late);
        assertThat(early.answers()).isBetween(1L, 51L);
        assertThat(late.answers()).isPositive();
        assertThat(early.answers() + late.answers()).isBetween(2L, 102L).isEqualTo(upstream.requests());
    }

    /// A generator that waited with the service would report one slow request, and a hundred fast ones.
    @Test
    void openWhenTheServiceStandsStillThenAllThatWasDueIsCharged() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var first = new AtomicBoolean(true);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (first.getAndSet(false)) {
                new CompletableFuture<Boolean>()
                        .completeOnTimeout(true, 400, TimeUnit.MILLISECONDS)
                        .join();
            }
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        try (var threads = Executors.newSingleThreadExecutor();
                var one = new Client(
                        URI.create("http://localhost:" + server.getAddress().getPort()), 1)) {
            server.setExecutor(threads);
            server.start();
            var tally = one.open(requests(201, 0), 100, Duration.ofMillis(500));
            assertThat(tally.answers()).isEqualTo(50);
            assertThat(tally.latencies().getValueAtPercentile(50)).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(50));
            assertThat(tally.latencies().getMaxValue()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(390));
        } finally {
            server.stop(0);
        }
    }
}
