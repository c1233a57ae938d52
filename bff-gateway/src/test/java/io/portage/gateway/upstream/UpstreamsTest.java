package io.portage.gateway.upstream;

import static io.portage.gateway.problem.ProblemCode.UPSTREAM_FAILED;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_TIMEOUT;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_UNAVAILABLE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.upstream.UpstreamOutcome.Answered;
import io.portage.gateway.upstream.UpstreamOutcome.Lost;
import io.portage.gateway.upstream.UpstreamOutcome.NotSent;
import io.portage.gateway.upstream.UpstreamOutcome.TooLarge;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The clients against a socket that behaves badly: what is certain, and that nothing is sent twice.
final class UpstreamsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final RawService service = new RawService();
    private Upstreams upstreams = TestUpstreams.to(service.url(), Map.of("portage.upstream.connections", "1"));

    @AfterEach
    void close() {
        service.close();
    }

    private static UpstreamRequest post(String body, Duration timeout) {
        return new UpstreamRequest(
                "orders",
                "POST",
                "/v1/orders?a=%7Eb&c=d'e",
                List.of(
                        Map.entry("Idempotency-Key", "\"k 1\""),
                        Map.entry("x-UPPER-lower", "caf\u00e9"),
                        Map.entry("Content-Length", Integer.toString(body.length()))),
                body.getBytes(ISO_8859_1),
                timeout);
    }

    private UpstreamOutcome exchange(UpstreamRequest request) {
        return upstreams.exchange(request).blockOptional(PATIENCE).orElseThrow();
    }

    private UpstreamOutcome exchange() {
        return exchange(post("{}", PATIENCE));
    }

    private void assertLost(UpstreamOutcome outcome, ProblemCode code) {
        assertThat(outcome).isInstanceOfSatisfying(Lost.class, lost -> {
            assertThat(lost.rejection().code()).isEqualTo(code);
            assertThat(lost.rejection().detail()).startsWith("orders: ").contains("(expected: ");
        });
        service.next();
        assertThat(service.waiting()).as("arrivals after the first").isZero();
    }

    @Test
    void exchangeWhenAnsweredThenEveryByteBothWays() {
        service.answer(
                "HTTP/1.1 201 Created\r\nContent-Length: 3\r\nX-A: 1\r\nx-a: 2\r\nETag: \"e\"\r\n\r\n\u00e4\u0000c");
        assertThat(exchange()).isInstanceOfSatisfying(Answered.class, answered -> {
            assertThat(answered.answer().status()).isEqualTo(201);
            assertThat(answered.answer().headers())
                    .contains(Map.entry("X-A", "1"), Map.entry("x-a", "2"), Map.entry("ETag", "\"e\""));
            assertThat(answered.answer().body()).isEqualTo("\u00e4\u0000c".getBytes(ISO_8859_1));
        });
        var request = service.next();
        assertThat(request.line()).isEqualTo("POST /v1/orders?a=%7Eb&c=d'e HTTP/1.1");
        assertThat(request.headers()).contains("Idempotency-Key: \"k 1\"", "x-UPPER-lower: caf\u00e9");
        assertThat(request.values("User-Agent")).isEmpty();
        assertThat(request.values("Accept")).isEmpty();
        assertThat(request.body()).isEqualTo("{}");
    }

    @Test
    void exchangeWhenServiceSetsOneOfOurCookiesThenOnlyItsOwnPass() {
        service.answer("HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nset-cookie: __Host-portage-session=x; Path=/\r\n"
                + "Set-Cookie: __Host-portage-login=; Max-Age=0\r\nSet-Cookie: b=2\r\nContent-Length: 0\r\n\r\n");
        assertThat(exchange())
                .isInstanceOfSatisfying(
                        Answered.class,
                        answered -> assertThat(answered.answer().headers())
                                .containsExactly(Map.entry("Set-Cookie", "a=1"), Map.entry("Set-Cookie", "b=2")));
    }

    @Test
    void exchangeWhenPostHasNoBodyThenAnEmptyOneIsDeclared() {
        service.answer("HTTP/1.1 204 No Content\r\n\r\n");
        exchange(new UpstreamRequest("orders", "POST", "/v1/orders", List.of(), new byte[0], PATIENCE));
        var request = service.next();
        assertThat(request.values("Content-Length")).containsExactly("0");
        assertThat(request.values("Transfer-Encoding")).isEmpty();
    }

    @Test
    void exchangeWhenConnectionIsRefusedThenNotSent() {
        upstreams = TestUpstreams.to(TestUpstreams.NOBODY, Map.of());
        assertThat(exchange()).isInstanceOfSatisfying(NotSent.class, notSent -> {
            assertThat(notSent.rejection().code()).isEqualTo(UPSTREAM_UNAVAILABLE);
            assertThat(notSent.rejection().headers()).containsEntry("Retry-After", "1");
        });
    }

    static Stream<RawService.Reaction> breaks() {
        return Stream.of(
                RawService::reset,
                Socket::close,
                connection -> endWith(connection, "HTTP/1.1 201 Cre"),
                connection -> endWith(connection, "HTTP/1.1 201 Created\r\nContent-Length: 5\r\n"),
                connection -> endWith(connection, "HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nab"),
                connection -> endWith(connection, "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"),
                connection ->
                        endWith(connection, "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"),
                connection -> endWith(connection, "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
                connection -> endWith(connection, "this is no HTTP\r\n\r\n"),
                connection -> {
                    RawService.write(connection, "HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nab");
                    RawService.reset(connection);
                });
    }

    private static void endWith(Socket connection, String bytes) throws IOException {
        RawService.write(connection, bytes);
        connection.close();
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void exchangeWhenAnswerBreaksOffThenLostAndSentOnce(RawService.Reaction reaction) {
        service.then(reaction);
        assertLost(exchange(), UPSTREAM_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nab"})
    void exchangeWhenAnswerDoesNotEndInTimeThenLostAndSentOnce(String begin) {
        service.answer(begin);
        assertLost(exchange(post("{}", Duration.ofMillis(300))), UPSTREAM_TIMEOUT);
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void exchangeWhenKeptAliveConnectionBreaksThenLostAndSentOnce(RawService.Reaction reaction) {
        service.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").then(reaction);
        assertThat(exchange()).isInstanceOf(Answered.class);
        service.next();
        assertLost(exchange(), UPSTREAM_FAILED);
        assertThat(service.connections()).isEqualTo(1);
    }

    @Test
    void exchangeWhenIdleConnectionWasClosedByTheServiceThenAnsweredOverANewOneOrLostButNeverTwice() throws Exception {
        var closed = new CountDownLatch(1);
        service.then(connection -> {
            RawService.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            connection.close();
            closed.countDown();
        });
        assertThat(exchange()).isInstanceOf(Answered.class);
        service.next();
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        service.answer("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
        if (exchange() instanceof Answered) {
            service.next();
        }
        assertThat(service.waiting()).isZero();
    }

    @Test
    void exchangeWhenPoolIsExhaustedThenNotSent() {
        var one = TestUpstreams.to(
                service.url(), Map.of("portage.upstream.connections", "1", "portage.upstream.queue-timeout", "PT0.2S"));
        var first = one.exchange(post("{}", PATIENCE)).toFuture();
        service.next();
        var second = one.exchange(post("{}", PATIENCE)).blockOptional(PATIENCE).orElseThrow();
        assertThat(second).isInstanceOf(NotSent.class);
        assertThat(service.waiting()).isZero();
        assertThat(first).isNotDone();
    }

    @Test
    void exchangeWhenQueueIsFullThenNotSent() {
        var one = TestUpstreams.to(
                service.url(), Map.of("portage.upstream.connections", "1", "portage.upstream.queue", "1"));
        var first = one.exchange(post("{}", PATIENCE)).toFuture();
        service.next();
        var second = one.exchange(post("{}", PATIENCE)).toFuture();
        assertThat(one.exchange(post("{}", PATIENCE)).blockOptional(Duration.ofMillis(900)))
                .containsInstanceOf(NotSent.class);
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
    }

    @Test
    void exchangeWhenTimeIsOverBeforeAConnectionIsFreeThenNotSent() {
        var one = TestUpstreams.to(service.url(), Map.of("portage.upstream.connections", "1"));
        var first = one.exchange(post("{}", PATIENCE)).toFuture();
        service.next();
        var late = one.exchange(post("{}", Duration.ofMillis(200))).blockOptional(PATIENCE);
        assertThat(late).containsInstanceOf(NotSent.class);
        assertThat(first).isNotDone();
    }

    @Test
    void exchangeWhenAnswerIsLargerThanTheBoundThenTooLargeWithItsStatus() {
        var small = TestUpstreams.to(
                service.url(),
                Map.of("portage.upstream.largest-answer", "4B", "portage.upstream.largest-stored", "4B"));
        service.answer("HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nabcde");
        assertThat(small.exchange(post("{}", PATIENCE)).blockOptional(PATIENCE)).contains(new TooLarge(201));
        service.answer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd");
        assertThat(small.exchange(post("{}", PATIENCE)).blockOptional(PATIENCE)).containsInstanceOf(Answered.class);
    }

    @Test
    void exchangeWhenServiceRedirectsThenNotFollowed() {
        service.answer(
                "HTTP/1.1 307 Temporary Redirect\r\nLocation: " + service.url() + "/x\r\nContent-Length: 0\r\n\r\n");
        assertThat(exchange())
                .isInstanceOfSatisfying(
                        Answered.class,
                        answered -> assertThat(answered.answer().status()).isEqualTo(307));
        service.next();
        assertThat(service.waiting()).isZero();
    }

    @Test
    void exchangeWhenHeadersEndAtThisHopThenTheyStayHere() {
        service.answer("HTTP/1.1 200 OK\r\nConnection: X-Hop, close\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\n"
                + "X-Correlation-Id: theirs\r\nIdempotency-Status: theirs\r\nX-End: 2\r\nContent-Length: 0\r\n\r\n");
        assertThat(exchange())
                .isInstanceOfSatisfying(
                        Answered.class,
                        answered -> assertThat(answered.answer().headers()).containsExactly(Map.entry("X-End", "2")));
    }
}
