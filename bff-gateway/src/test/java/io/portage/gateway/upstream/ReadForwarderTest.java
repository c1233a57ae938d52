package io.portage.gateway.upstream;

import static io.portage.gateway.problem.ProblemCode.UPSTREAM_FAILED;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_TIMEOUT;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.portage.gateway.problem.Action;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;

final class ReadForwarderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String LARGE = "x".repeat(300 << 10);
    private final RawService service = new RawService();
    private ReadForwarder reads = new ReadForwarder(TestUpstreams.to(service.url(), Map.of()));
    private final MockServerHttpResponse client =
            new MockServerHttpResponse(new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT));

    @AfterEach
    void close() {
        service.close();
    }

    private void forward(String method, Duration timeout) {
        var request = new UpstreamRequest("orders", method, "/v1/order-sets", List.of(), new byte[0], timeout);
        reads.forward(request, client, "id").block(PATIENCE);
    }

    private void assertProblem(ProblemCode code, Duration timeout) {
        var refused = catchThrowableOfType(RejectedException.class, () -> forward("GET", timeout));
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.rejection().code()).isEqualTo(code);
        assertThat(refused.rejection().action()).as("a read may be repeated").isEqualTo(Action.RETRY_SAME_KEY);
        assertThat(client.isCommitted()).isFalse();
    }

    private String body() {
        var body = client.getBodyAsString().block(PATIENCE);
        return body == null ? "" : body;
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", ""})
    void forwardWhenSmallThenPassedOn(String content) {
        service.answer("HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: " + content.length() + "\r\n\r\n" + content);
        forward("GET", PATIENCE);
        assertThat(client.getStatusCode()).hasToString("200 OK");
        assertThat(client.getHeaders().get("ETag")).containsExactly("\"e\"");
        assertThat(client.getHeaders().getContentLength()).isEqualTo(content.length());
        assertThat(body()).isEqualTo(content);
    }

    @Test
    void forwardWhenLargeOrChunkedThenPassedOn() {
        service.answer("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE.length() + "\r\n\r\n" + LARGE);
        forward("GET", PATIENCE);
        assertThat(client.getHeaders().getContentLength()).isEqualTo(LARGE.length());
        assertThat(body()).isEqualTo(LARGE);
    }

    @Test
    void forwardWhenChunkedThenPassedOn() {
        service.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
        forward("GET", PATIENCE);
        assertThat(body()).isEqualTo("abc");
    }

    @Test
    void forwardWhenNotModifiedThenPassedOn() {
        service.answer("HTTP/1.1 304 Not Modified\r\nETag: \"e\"\r\n\r\n");
        forward("GET", PATIENCE);
        assertThat(client.getStatusCode()).hasToString("304 NOT_MODIFIED");
        assertThat(client.getHeaders().get("ETag")).containsExactly("\"e\"");
    }

    @Test
    void forwardWhenHeadThenHeadersOnly() {
        service.answer("HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n");
        forward("HEAD", PATIENCE);
        assertThat(service.next().line()).startsWith("HEAD ");
        assertThat(client.getHeaders().getContentLength()).isEqualTo(1234);
        assertThat(body()).isEmpty();
    }

    @Test
    void forwardWhenServiceErrorHasNoCodeThenWrapped() {
        service.answer("HTTP/1.1 500 Oops\r\nTransfer-Encoding: chunked\r\n\r\n4\r\noops\r\n0\r\n\r\n");
        forward("GET", PATIENCE);
        assertThat(client.getStatusCode()).hasToString("500 INTERNAL_SERVER_ERROR");
        assertThat(body()).contains("\"code\":\"SERVICE_ERROR\"").doesNotContain("oops");
    }

    @Test
    void forwardWhenSmallAnswerBreaksOffThenAProblemAndNotHalfAnAnswer() {
        service.then(connection -> {
            RawService.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab");
            connection.close();
        });
        assertProblem(UPSTREAM_FAILED, PATIENCE);
    }

    @Test
    void forwardWhenLargeAnswerBreaksOffThenTheClientsAnswerEndsInAFailure() {
        service.then(connection -> {
            RawService.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n" + LARGE);
            connection.close();
        });
        assertThatThrownBy(() -> forward("GET", PATIENCE)).isInstanceOf(RejectedException.class);
    }

    @Test
    void forwardWhenServiceNeverAnswersThenTimeOut() {
        assertProblem(UPSTREAM_TIMEOUT, Duration.ofMillis(300));
    }

    @Test
    void forwardWhenConnectionIsRefusedThenUnavailable() {
        reads = new ReadForwarder(TestUpstreams.to(TestUpstreams.NOBODY, Map.of()));
        assertProblem(UPSTREAM_UNAVAILABLE, PATIENCE);
    }
}
