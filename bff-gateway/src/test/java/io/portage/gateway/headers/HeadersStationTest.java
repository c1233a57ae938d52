package io.portage.gateway.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portage.gateway.TestClock;
import io.portage.gateway.correlation.CorrelationId;
import io.portage.gateway.correlation.Uuid7;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

final class HeadersStationTest {
    private final HeadersStation station =
            new HeadersStation(new CorrelationId(new Uuid7(new TestClock(), new Random(7))));

    /// The exchange as the next station sees it.
    private ServerWebExchange next(MockServerWebExchange exchange) {
        var next = new AtomicReference<ServerWebExchange>();
        station.filter(exchange, seen -> Mono.fromRunnable(() -> next.set(seen)))
                .block();
        return Objects.requireNonNull(next.get(), "the next station was not asked (expected: once)");
    }

    private static ArrayList<String> lines(ServerWebExchange exchange) {
        var lines = new ArrayList<String>();
        exchange.getRequest()
                .getHeaders()
                .forEach((name, values) -> values.forEach(value -> lines.add(name + ": " + value)));
        return lines;
    }

    @Test
    void filterWhenClientNamesItsRequestThenThatNameEverywhere() {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/").header("x-CORRELATION-id", "mine"));
        var next = next(exchange);
        assertThat(lines(next)).containsExactly("x-CORRELATION-id: mine");
        assertThat(SyncHeaders.ATTRIBUTE.get(next).correlationId()).isEqualTo("mine");
        assertThat(next.getResponse().getHeaders().get(CorrelationId.HEADER)).containsExactly("mine");
    }

    @Test
    void filterWhenClientNamesNothingThenOneMintedNameEverywhereAndOtherLinesStay() {
        var exchange =
                MockServerWebExchange.from(MockServerHttpRequest.method(HttpMethod.GET, URI.create("/v1/x?a=%7E"))
                        .header("IDEMPOTENCY-key", "\"k\"")
                        .header("X-Other", "1", "2"));
        var next = next(exchange);
        var minted = SyncHeaders.ATTRIBUTE.get(next).correlationId();
        assertThat(minted).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}");
        assertThat(lines(next))
                .containsExactlyInAnyOrder(
                        "IDEMPOTENCY-key: \"k\"", "X-Other: 1", "X-Other: 2", CorrelationId.HEADER + ": " + minted);
        assertThat(exchange.getResponse().getHeaders().get(CorrelationId.HEADER))
                .containsExactly(minted);
        assertThat(next.getRequest().getURI().getRawQuery()).isEqualTo("a=%7E");
    }

    @Test
    void filterWhenAHeaderIsMalformedThenRefusedUnderAName() {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/").header("Idempotency-Key", "a b"));
        var refused = catchThrowableOfType(
                RejectedException.class,
                () -> station.filter(exchange, _ -> Mono.empty()).block());
        assertThat(refused.rejection().code()).isEqualTo(ProblemCode.HEADER_INVALID);
        assertThat(exchange.getResponse().getHeaders().get(CorrelationId.HEADER))
                .hasSize(1);
    }
}
