package io.portage.gateway.upstream;

import static io.portage.gateway.problem.ProblemCode.UPSTREAM_FAILED;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.upstream.UpstreamOutcome.Answered;
import io.portage.gateway.upstream.UpstreamOutcome.Lost;
import io.portage.gateway.upstream.UpstreamOutcome.NotSent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Headers that a connection cannot carry: what is certain then.
final class UpstreamHeadersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final RawService service = new RawService();
    private final Upstreams upstreams = TestUpstreams.to(service.url(), Map.of("portage.upstream.connections", "1"));

    @AfterEach
    void close() {
        service.close();
    }

    private UpstreamOutcome exchange(String header) {
        var request = new UpstreamRequest(
                "orders", "POST", "/v1/orders", List.of(Map.entry("X-A", header)), new byte[0], PATIENCE);
        return upstreams.exchange(request).blockOptional(PATIENCE).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nX-B: c", "a\u0000b"})
    void exchangeWhenAHeaderCannotBeSentThenNothingIsSent(String value) {
        assertThat(exchange(value))
                .isInstanceOfSatisfying(
                        NotSent.class,
                        notSent -> assertThat(notSent.rejection().code()).isEqualTo(UPSTREAM_UNAVAILABLE));
        assertThat(service.waiting()).isZero();
        service.answer("HTTP/1.1 204 No Content\r\n\r\n").answer("HTTP/1.1 204 No Content\r\n\r\n");
        assertThat(exchange("b")).isInstanceOf(Answered.class);
        assertThat(service.next().values("X-A")).containsExactly("b");
    }

    @Test
    void exchangeWhenAnswerHas30KibOfHeadersThenAnsweredAndBeyond32Lost() {
        service.answer("HTTP/1.1 204 No Content\r\nX-A: " + "a".repeat(30 << 10) + "\r\n\r\n");
        assertThat(exchange("b"))
                .isInstanceOfSatisfying(
                        Answered.class,
                        answered -> assertThat(answered.answer().header("X-A")).hasSize(30 << 10));
        service.answer("HTTP/1.1 204 No Content\r\nX-A: " + "a".repeat(33 << 10) + "\r\n\r\n");
        assertThat(exchange("b"))
                .isInstanceOfSatisfying(
                        Lost.class, lost -> assertThat(lost.rejection().code()).isEqualTo(UPSTREAM_FAILED));
    }
}
