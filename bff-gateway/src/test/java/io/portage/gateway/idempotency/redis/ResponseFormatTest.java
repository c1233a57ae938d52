package io.portage.gateway.idempotency.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.idempotency.Provenance;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Sealer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A stored answer comes back as it was: status, header lines in order, every byte.
final class ResponseFormatTest {
    private static final int MEBIBYTE = 1 << 20;

    private static StoredResponse answer(int status, List<Map.Entry<String, String>> headers, byte[] body) {
        return new StoredResponse(status, headers, body);
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    private static void comesBack(StoredResponse response) {
        var read = ResponseFormat.read(ResponseFormat.write(response));
        assertThat(read.status()).isEqualTo(response.status());
        assertThat(read.headers()).isEqualTo(response.headers());
        assertThat(read.body()).isEqualTo(response.body());
        assertThat(read.provenance()).isEqualTo(response.provenance());
    }

    @Test
    void readWhenNoContentThenStatusAlone() {
        comesBack(answer(204, List.of(), new byte[0]));
    }

    @Test
    void readWhenBinaryThenEveryByte() {
        var everyByte = new byte[256];
        for (int i = 0; i < everyByte.length; i++) {
            everyByte[i] = (byte) i;
        }
        comesBack(answer(200, List.of(Map.entry("Content-Type", "image/png")), everyByte));
    }

    @Test
    void readWhenAMebibyteThenEveryByte() {
        comesBack(answer(200, List.of(), random(MEBIBYTE)));
    }

    @Test
    void readWhenHeaderLinesRepeatThenAllOfThemInOrder() {
        comesBack(answer(
                201,
                List.of(
                        Map.entry("Link", "</b>; rel=next"),
                        Map.entry("ETag", "\"1\""),
                        Map.entry("link", "</a>; rel=prev"),
                        Map.entry("Link", "</b>; rel=next")),
                new byte[0]));
    }

    @Test
    void readWhenHeaderValueIsEmptyOrNotAsciiThenAsItWas() {
        comesBack(answer(200, List.of(Map.entry("ETag", ""), Map.entry("Location", "/x/ÿ\u0000é")), new byte[0]));
    }

    @Test
    void readWhenItIsKnownWhatItWasForThenThatToo() {
        var answer = answer(201, List.of(Map.entry("ETag", "\"1\"")), random(100));
        comesBack(answer.of(new Provenance("order.create", null)));
        comesBack(answer.of(new Provenance("portal.request-refill", "")));
        comesBack(answer.of(new Provenance("portal.request-refill", "päckchen-\uD83D\uDE00")));
        comesBack(answer.of(new Provenance("portal.request-refill", "p".repeat(70_000))));
    }

    /// What is written today must be read for as long as it is kept, whatever becomes of the writer.
    @Test
    void readWhenOfTheSecondVersionThenAsItWasWrittenAtFirst() {
        var answer = answer(201, List.of(Map.entry("Vary", "a"), Map.entry("vary", "b")), "ä".getBytes(UTF_8))
                .of(new Provenance("order.create", "pat"));
        var bytes = "02" + "0c" + "6f726465722e637265617465" + "01" + "03706174" + "00c9" + "02" + "0b0161" + "00"
                + "0476617279" + "0162" + "c3a4";
        assertThat(HexFormat.of().formatHex(ResponseFormat.write(answer))).isEqualTo(bytes);
        comesBack(answer);
    }

    @Test
    void readWhenAHeaderIsLongThenAllOfIt() {
        comesBack(answer(
                200, List.of(Map.entry("Link", "x".repeat(127)), Map.entry("X".repeat(128), "ÿ")), new byte[0]));
        comesBack(answer(200, List.of(Map.entry("Link", "x".repeat(20_000))), new byte[1]));
    }

    /// As gateways wrote it before they kept what an answer was for.
    @Test
    void readWhenOfTheFirstVersionThenItIsNotKnownWhatItWasFor() {
        var bytes = HexFormat.of().parseHex("01" + "00c9" + "0001" + "000445546167" + "0003223122" + "c3a4");
        var read = ResponseFormat.read(bytes);
        assertThat(read.status()).isEqualTo(201);
        assertThat(read.headers()).containsExactly(Map.entry("ETag", "\"1\""));
        assertThat(read.body()).isEqualTo("ä".getBytes(UTF_8));
        assertThat(read.provenance()).isNull();
    }

    @Test
    void readWhenItEndsBeforeTheBodyThenRefused() {
        var plain = answer(201, List.of(Map.entry("ETag", "\"1\"")), new byte[0]);
        cutAnywhereIsRefused(ResponseFormat.write(plain));
        cutAnywhereIsRefused(ResponseFormat.write(plain.of(new Provenance("order.create", "pat"))));
    }

    private static void cutAnywhereIsRefused(byte[] whole) {
        for (int length = 0; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ResponseFormat.read(cut))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("(expected: a stored response)");
        }
    }

    @Test
    void readWhenOfAnotherVersionThenRefusedByItsVersion() {
        var bytes = ResponseFormat.write(answer(200, List.of(), new byte[0]));
        bytes[0] = 9;
        assertThatThrownBy(() -> ResponseFormat.read(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("version: 9 (expected: 1 or 2)");
    }

    @Test
    void writeWhenSealedThenTheRecordCostsItsBodyAndAtMost512Bytes() {
        var body = random(10_000);
        var headers = List.of(
                Map.entry("Content-Type", "application/json; charset=utf-8"),
                Map.entry("Location", "/v1/registration/registrations/7c9e6679-7425-40de-944b-e07fc1f90ae7"),
                Map.entry("ETag", "\"7c9e6679-7425-40de-944b-e07fc1f90ae7-12\""),
                Map.entry("Content-Language", "en"),
                Map.entry("Link", "</v1/registration/registrations?page=2>; rel=\"next\""));
        var keys = KeyRing.of(List.of("an-id-of-the-longest-sort-of-all:" + "A".repeat(43)));
        var sealed = new Sealer(keys, new SecureRandom())
                .seal(ResponseFormat.write(answer(201, headers, body)), "a place".getBytes(UTF_8));
        assertThat(sealed.length - body.length).isBetween(0, 512);
    }
}
