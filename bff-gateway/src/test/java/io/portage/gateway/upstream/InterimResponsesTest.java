package io.portage.gateway.upstream;

import static io.portage.gateway.problem.ProblemCode.UPSTREAM_FAILED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.upstream.UpstreamOutcome.Answered;
import io.portage.gateway.upstream.UpstreamOutcome.Lost;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A service that says something before it answers, over one connection that all callers share in turn.
final class InterimResponsesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final RawService service = new RawService();
    private final Upstreams upstreams = TestUpstreams.to(service.url(), Map.of("portage.upstream.connections", "1"));

    @AfterEach
    void close() {
        service.close();
    }

    private UpstreamOutcome exchange() {
        var request = new UpstreamRequest(
                "orders",
                "POST",
                "/v1/orders",
                List.of(Map.entry("Content-Length", "2")),
                "{}".getBytes(UTF_8),
                PATIENCE);
        return upstreams.exchange(request).blockOptional(PATIENCE).orElseThrow();
    }

    private static String created(String body) {
        return "HTTP/1.1 201 Created\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private void assertAnswered(String body) {
        assertThat(exchange()).isInstanceOfSatisfying(Answered.class, answered -> {
            assertThat(answered.answer().status()).isEqualTo(201);
            assertThat(answered.answer().body()).isEqualTo(body.getBytes(UTF_8));
            assertThat(answered.answer().header("Link")).isNull();
        });
        service.next();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 199 Whatever\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
            })
    void exchangeWhenInterimAnswersComeFirstThenEachCallerGetsItsOwnAnswer(String interim) {
        service.answer(interim + created("mine")).answer(created("yours")).answer(interim + created("theirs"));
        assertAnswered("mine");
        assertAnswered("yours");
        assertAnswered("theirs");
        assertThat(service.connections()).isEqualTo(1);
    }

    @Test
    void exchangeWhenTheAnswerComesInPiecesOfItsOwnThenStillTheAnswer() {
        service.then(connection -> {
                    RawService.write(connection, "HTTP/1.1 103 Early Hints\r\nLi");
                    RawService.write(connection, "nk: </a>\r\n\r\n");
                    RawService.write(connection, "HTTP/1.1 201 Cre");
                    RawService.write(connection, "ated\r\nContent-Length: 4\r\n\r\nmine");
                })
                .answer(created("yours"));
        assertAnswered("mine");
        assertAnswered("yours");
    }

    @Test
    void exchangeWhenNothingFollowsAnInterimAnswerThenLost() {
        service.then(connection -> {
            RawService.write(connection, "HTTP/1.1 103 Early Hints\r\n\r\n");
            connection.close();
        });
        assertThat(exchange())
                .isInstanceOfSatisfying(
                        Lost.class, lost -> assertThat(lost.rejection().code()).isEqualTo(UPSTREAM_FAILED));
        service.next();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Connection: Upgrade\r\nUpgrade: websocket\r\n"})
    void exchangeWhenTheServiceSwitchesProtocolsThenLostAndTheConnectionWithIt(String headers) {
        service.answer("HTTP/1.1 101 Switching Protocols\r\n" + headers + "\r\n" + created("no HTTP any more"));
        assertThat(exchange())
                .isInstanceOfSatisfying(
                        Lost.class, lost -> assertThat(lost.rejection().code()).isEqualTo(UPSTREAM_FAILED));
        service.next();
        service.answer(created("another")).answer(created("another"));
        assertAnswered("another");
        assertThat(service.connections()).isEqualTo(2);
    }
}
