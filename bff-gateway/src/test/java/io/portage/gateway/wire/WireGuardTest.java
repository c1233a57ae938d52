package io.portage.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.portage.gateway.TestClock;
import io.portage.gateway.correlation.CorrelationId;
import io.portage.gateway.correlation.Uuid7;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WireGuardTest {
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new WireGuard(new CorrelationId(new Uuid7(new TestClock(), new Random(7)))));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    /// A request reaches the guard; what it hands on is returned.
    private HttpRequest receive(String target, String correlationId) {
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.DELETE, target);
        request.headers().set("Host", "gateway").set(CorrelationId.HEADER, correlationId);
        channel.writeInbound(request);
        return channel.readInbound();
    }

    /// An empty answer leaves; what goes to the client is returned.
    private FullHttpResponse send(int status) {
        channel.writeOutbound(new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.EMPTY_BUFFER));
        return channel.readOutbound();
    }

    @Test
    void requestWhenAsItShouldBeThenHandedOnAndItsEmptyAnswerStays() {
        assertThat(receive("/v1/a", "id").decoderResult().isSuccess()).isTrue();
        var answer = send(204);
        assertThat(answer.status().code()).isEqualTo(204);
        assertThat(answer.headers()).isEmpty();
    }

    @Test
    void requestWhenANameComesInTwoSpellingsThenOneAndItsLinesInOrder() {
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/v1/a");
        request.headers()
                .add("Host", "gateway")
                .add("X-Foo", "1")
                .add("X-Bar", "b")
                .add("x-fOO", "2");
        channel.writeInbound(request);
        HttpRequest passed = channel.readInbound();

        assertThat(passed.headers().entries())
                .extracting(line -> line.getKey() + ": " + line.getValue())
                .containsExactly("Host: gateway", "X-Foo: 1", "X-Bar: b", "X-Foo: 2");
    }

    @Test
    void requestWhenRefusedThenHandedOnAsUndecodableAndAnsweredAsProblem() {
        assertThat(receive("/v1/../a", "id").decoderResult().isFailure()).isTrue();
        var answer = send(400);
        assertThat(answer.status().code()).isEqualTo(400);
        assertThat(answer.headers().get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.headers().get("Connection")).isEqualTo("close");
        assertThat(answer.headers().get("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.headers().get(CorrelationId.HEADER)).isEqualTo("id");
        assertThat(answer.headers().getInt("Content-Length"))
                .isEqualTo(answer.content().readableBytes());
        assertThat(answer.content().toString(UTF_8))
                .contains("\"code\":\"REQUEST_MALFORMED\"")
                .contains("\"correlationId\":\"id\"");
    }

    /// Reactor Netty refuses some requests by itself, before anybody else is asked.
    @Test
    void answerWhenMadeUpBelowThenGivenTheFormOfAProblem() {
        receive("/v1/a", "id");
        var answer = send(413);
        assertThat(answer.status().code()).isEqualTo(413);
        assertThat(answer.headers().get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.headers().get("Connection")).isEqualTo("close");
        assertThat(answer.headers().get(CorrelationId.HEADER)).isEqualTo("id");
        assertThat(answer.content().toString(UTF_8))
                .contains("\"code\":\"REQUEST_MALFORMED\"", "\"status\":413", "\"correlationId\":\"id\"");
    }

    @Test
    void answerWhenItIsOursThenItStays() {
        receive("/v1/a", "id");
        var ours =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND, Unpooled.EMPTY_BUFFER);
        ours.headers().set(CorrelationId.HEADER, "id");
        channel.writeOutbound(ours);
        assertThat(channel.<FullHttpResponse>readOutbound()).isSameAs(ours);
        assertThat(ours.headers()).hasSize(1);
        assertThat(ours.content().isReadable()).isFalse();
    }

    @Test
    void answerWhenItHasABodyThenItStays() {
        receive("/v1/a", "id");
        var answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_GATEWAY, Unpooled.copiedBuffer("x", UTF_8));
        channel.writeOutbound(answer);
        assertThat(channel.<FullHttpResponse>readOutbound()).isSameAs(answer);
        assertThat(answer.headers()).isEmpty();
    }

    @Test
    void requestWhenRefusedForItsVersionThenItsOwnStatus() {
        var request = new DefaultFullHttpRequest(HttpVersion.valueOf("HTTP/1.2"), HttpMethod.GET, "/v1/a");
        channel.writeInbound(request);
        assertThat(send(400).status().code()).isEqualTo(505);
    }

    @Test
    void correlationIdWhenUnfitThenMintedForTheProblem() {
        receive("/v1/../a", "ä");
        assertThat(send(400).headers().get(CorrelationId.HEADER)).matches("[0-9a-f-]{36}");
    }

    @Test
    void answerWhenALaterRequestOfTheConnectionIsRefusedThenStays() {
        receive("/v1/a", "first");
        receive("/v1/../b", "second");
        assertThat(send(204).status().code()).isEqualTo(204);
        var second = send(400);
        assertThat(second.headers().get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(second.headers().get(CorrelationId.HEADER)).isEqualTo("second");
    }

    @Test
    void problemWhenALaterRequestOfTheConnectionIsFineThenStillAProblem() {
        receive("/v1/../a", "first");
        receive("/v1/b", "second");
        var first = send(400);
        assertThat(first.headers().get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(first.headers().get(CorrelationId.HEADER)).isEqualTo("first");
    }
}
