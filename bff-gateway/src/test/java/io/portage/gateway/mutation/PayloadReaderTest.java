package io.portage.gateway.mutation;

import static io.portage.gateway.problem.ProblemCode.BODY_MALFORMED;
import static io.portage.gateway.problem.ProblemCode.MEDIA_TYPE_UNSUPPORTED;
import static io.portage.gateway.problem.ProblemCode.PAYLOAD_TOO_LARGE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import io.portage.gateway.SettingsTest;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import reactor.core.publisher.Flux;

final class PayloadReaderTest {
    private static final Operation ORDER = SyncContract.bundled().operation("order.create");
    private static final Operation AMEND = SyncContract.bundled().operation("immunization.amend");
    private static final Operation PORTRAIT = SyncContract.bundled().operation("patient.set-portrait");
    private static final Operation REMOVAL = SyncContract.bundled().operation("patient.remove-next-of-kin");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final List<ByteBuf> buffers = new ArrayList<>();
    private final BodyShare share = new BodyBudget(SettingsTest.bound(Map.of())).share();

    private static MockServerHttpRequest.BodyBuilder request(@Nullable String type) {
        var request = MockServerHttpRequest.method(HttpMethod.POST, "/");
        return type == null ? request : request.header("Content-Type", type);
    }

    private Payload read(Operation operation, MockServerHttpRequest.BodyBuilder request, byte[]... chunks) {
        var factory = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);
        var body = Flux.just(chunks).map(chunk -> {
            var buffer = PooledByteBufAllocator.DEFAULT.buffer().writeBytes(chunk);
            buffers.add(buffer);
            return factory.wrap(buffer);
        });
        return PayloadReader.read(request.body(body), operation, share, PATIENCE)
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private void assertRefused(ProblemCode code, Operation operation, @Nullable String type, byte[]... chunks) {
        var refused = catchThrowableOfType(RejectedException.class, () -> read(operation, request(type), chunks));
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.rejection().code()).isEqualTo(code);
        assertThat(refused.rejection().detail()).contains("(expected: ").doesNotContain("secret");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void readWhenJsonThenBytesAsTheyCameAndDocument() {
        var payload = read(ORDER, request("Application/JSON ; charset=utf-8"), bytes("{ \"a\""), bytes(": 1.0 }"));
        assertThat(payload.mediaType()).isEqualTo("application/json");
        assertThat(payload.bytes()).isEqualTo(bytes("{ \"a\": 1.0 }"));
        assertThat(payload.json()).isNotNull();
        assertThat(buffers).allMatch(buffer -> buffer.refCnt() == 0);
    }

    @Test
    void readWhenMergePatchThenJsonToo() {
        assertThat(read(AMEND, request("application/merge-patch+json"), bytes("{}"))
                        .json())
                .isNotNull();
    }

    @Test
    void readWhenImageThenBytesOnly() {
        var payload = read(PORTRAIT, request("image/PNG"), new byte[] {(byte) 0x89, 0, 1});
        assertThat(payload.mediaType()).isEqualTo("image/png");
        assertThat(payload.json()).isNull();
        assertThat(payload.bytes()).containsExactly(0x89, 0, 1);
    }

    @Test
    void readWhenNoBodyAndNoTypeThenNone() {
        assertThat(read(ORDER, request(null))).isSameAs(Payload.NONE);
        assertThat(read(REMOVAL, request(null))).isSameAs(Payload.NONE);
    }

    @Test
    void readWhenNoBodyIsExpectedAndNoneComesThenItsTypeDoesNotMatter() {
        assertThat(read(REMOVAL, request("application/json"))).isSameAs(Payload.NONE);
        assertRefused(MEDIA_TYPE_UNSUPPORTED, REMOVAL, "application/json", bytes("{}"));
    }

    @Test
    void readWhenExactlyAtTheBoundThenReadAndOneByteMoreThenTooLarge() {
        var bound = (int) PORTRAIT.sizeLimit();
        assertThat(bound).isEqualTo(5 << 20);
        assertThat(read(PORTRAIT, request("image/png"), new byte[bound - 1], new byte[1])
                        .bytes())
                .hasSize(bound);
        assertRefused(PAYLOAD_TOO_LARGE, PORTRAIT, "image/png", new byte[bound], new byte[1], new byte[9]);
        assertThat(buffers).allMatch(buffer -> buffer.refCnt() == 0);
    }

    @Test
    void readWhenContentLengthIsBeyondTheBoundThenTooLargeBeforeAByteIsRead() {
        var request = request("application/json").contentLength(ORDER.sizeLimit() + 1);
        var refused = catchThrowableOfType(RejectedException.class, () -> read(ORDER, request, bytes("{}")));
        assertThat(refused.rejection().code()).isEqualTo(PAYLOAD_TOO_LARGE);
        assertThat(refused.rejection().status()).isEqualTo(413);
        assertThat(buffers).isEmpty();
    }

    @Test
    void readWhenContentLengthPromisesLessThanComesThenStillCounted() {
        var request = request("application/json").contentLength(2);
        var refused = catchThrowableOfType(
                RejectedException.class, () -> read(ORDER, request, new byte[(int) ORDER.sizeLimit() + 1]));
        assertThat(refused.rejection().code()).isEqualTo(PAYLOAD_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/jsonx",
                "application/merge-patch+json",
                "json",
                "",
                "image/png",
                "multipart/form-data; boundary=x"
            })
    void readWhenTypeIsAnotherThenUnsupported(String type) {
        assertRefused(MEDIA_TYPE_UNSUPPORTED, ORDER, type, bytes("{}"));
    }

    @Test
    void readWhenBodyComesWithoutTypeThenUnsupported() {
        assertRefused(MEDIA_TYPE_UNSUPPORTED, ORDER, null, bytes("{}"));
        assertRefused(MEDIA_TYPE_UNSUPPORTED, PORTRAIT, "imagex/png", bytes("x"));
    }

    @Test
    void readWhenBodyIsEncodedThenUnsupported() {
        var request = request("application/json").header("Content-Encoding", "gzip");
        var refused = catchThrowableOfType(RejectedException.class, () -> read(ORDER, request, bytes("{}")));
        assertThat(refused.rejection().code()).isEqualTo(MEDIA_TYPE_UNSUPPORTED);
        assertThat(refused.rejection().status()).isEqualTo(415);
    }

    /// RFC 8259 knows no other charset; what calls itself so would be read as something that nobody sent.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;charset=utf-16",
                "application/json; charset=\"utf-7\"",
                "application/json; Charset=ISO-8859-1",
                "application/json; charset = utf-16",
                "application/json; charset=utf-80",
                "application/json; charset=",
                "application/json; x=1; charset=us-ascii"
            })
    void readWhenJsonIsInAnotherCharsetThenUnsupported(String type) {
        assertRefused(MEDIA_TYPE_UNSUPPORTED, ORDER, type, bytes("{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;charset=UTF-8",
                "application/json; charset=\"utf-8\"",
                "application/json; CHARSET=Utf-8; x=1",
                "application/json; x=charset"
            })
    void readWhenJsonIsInUtf8ThenRead(String type) {
        assertThat(read(ORDER, request(type), bytes("{}")).json()).isNotNull();
    }

    @Test
    void readWhenNoJsonThenItsCharsetIsNoConcernOfOurs() {
        assertThat(read(PORTRAIT, request("image/svg+xml; charset=utf-16"), bytes("x"))
                        .bytes())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "secret", "[]", "\"secret\"", "7", "null", "{\"secret\":1,\"secret\":2}", "{} {}"})
    void readWhenJsonIsNoObjectThenMalformed(String body) {
        assertRefused(BODY_MALFORMED, ORDER, "application/json", bytes(body));
        assertThat(buffers).allMatch(buffer -> buffer.refCnt() == 0);
    }
}
