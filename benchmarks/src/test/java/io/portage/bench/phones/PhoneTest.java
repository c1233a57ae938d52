package io.portage.bench.phones;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.portage.bench.phones.Timeline.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// A phone does what a client should: it waits when it is told to, and keeps what is not final.
final class PhoneTest {
    private static final List<String> KEYS = List.of("a", "b");

    /// What a gateway does with a request.
    private interface Turn {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final Deque<Turn> turns = new ConcurrentLinkedDeque<>();
    private final List<List<String>> bursts = new ArrayList<>();
    private final Timeline timeline = new Timeline();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var mutations = new JsonMapper()
                    .readTree(exchange.getRequestBody().readAllBytes())
                    .required("mutations");
            bursts.add(mutations
                    .valueStream()
                    .map(item -> item.required("clientMutationId").stringValue())
                    .toList());
            turns.remove().answer(exchange);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private static void lines(HttpExchange exchange, String... lines) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write((String.join("\n", lines) + "\n").getBytes(UTF_8));
    }

    private static String created(String key) {
        return "{\"clientMutationId\":\"" + key
                + "\",\"status\":201,\"idempotencyStatus\":\"executed\",\"final\":true}";
    }

    private static String putOff(String key) {
        return "{\"clientMutationId\":\"" + key + "\",\"status\":429,\"headers\":{\"Retry-After\":\"1\"},"
                + "\"body\":{\"code\":\"RATE_LIMITED\"},\"final\":false}";
    }

    private Phone emptied(boolean losesConnection) throws InterruptedException {
        var phone = new Phone(new Owner("north", "t"), KEYS, losesConnection, new Random(1));
        phone.empty(URI.create("http://localhost:" + server.getAddress().getPort()), timeline);
        assertThat(turns).isEmpty();
        return phone;
    }

    @Test
    void emptyWhenRefusedThenAllOfItAgainAfterTheTimeThatWasSaid() throws Exception {
        turns.add(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "3");
            var problem = "{\"code\":\"OVERLOADED\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(503, problem.length);
            exchange.getResponseBody().write(problem);
        });
        turns.add(exchange -> lines(exchange, created("b"), created("a")));
        var phone = emptied(false);
        assertThat(bursts).containsExactly(KEYS, KEYS);
        assertThat(phone.emptyAfterNanos())
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(timeline.reasons()).containsEntry("503 OVERLOADED", 1L);
    }

    @Test
    void emptyWhenAnItemIsPutOffThenItAloneAgain() throws Exception {
        turns.add(exchange -> lines(exchange, created("a"), putOff("b")));
        turns.add(exchange -> lines(exchange, created("b")));
        var phone = emptied(false);
        assertThat(bursts).containsExactly(KEYS, List.of("b"));
        assertThat(phone.emptyAfterNanos())
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(timeline.reasons()).containsEntry("put off: RATE_LIMITED", 1L);
    }

    @Test
    void emptyWhenItLosesItsConnectionThenTheRestAgain() throws Exception {
        turns.add(exchange -> lines(exchange, created("a"), created("b")));
        turns.add(exchange -> lines(exchange, created("b")));
        emptied(true);
        assertThat(bursts).containsExactly(KEYS, List.of("b"));
        assertThat(timeline.seconds().stream()
                        .mapToInt(second -> second.counts().getOrDefault(Event.BROKEN_OFF, 0))
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void emptyWhenAResultIsFinalButNoOrderThenTold() throws Exception {
        turns.add(exchange ->
                lines(exchange, created("a"), "{\"clientMutationId\":\"b\",\"status\":422,\"final\":true}"));
        assertThat(emptied(false).surprise()).contains("422");
    }
}
