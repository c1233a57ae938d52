package io.portage.gateway.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.support.Netty4HeadersAdapter;

final class SyncHeaderReaderTest {
    private static final String MINTED = "minted";

    /// The headers as they come from the wire: names and values in turn.
    private static HttpHeaders headers(String... namesAndValues) {
        var headers =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new HttpHeaders(new Netty4HeadersAdapter(headers));
    }

    private static String valid(SyncHeader header) {
        return switch (header) {
            case AUTHORIZATION -> "Bearer a.b.c";
            case IDEMPOTENCY_KEY, CORRELATION_ID -> "abc";
            case QUEUED_AT, SENT_AT -> "2026-11-20T08:15:30Z";
        };
    }

    private static String refusal(String... namesAndValues) {
        var refused = catchThrowableOfType(
                RejectedException.class, () -> SyncHeaderReader.read(headers(namesAndValues), MINTED));
        assertThat(refused).isNotNull();
        assertThat(refused.rejection().code()).isEqualTo(ProblemCode.HEADER_INVALID);
        assertThat(refused.rejection().status()).isEqualTo(400);
        assertThat(refused.rejection().detail()).contains("(expected: ");
        return refused.rejection().detail();
    }

    static Stream<String> protectedNames() {
        return Stream.concat(
                Stream.of(SyncHeader.values()).map(SyncHeader::header),
                Stream.of(
                        "X-Tenant-Id",
                        "Content-Type",
                        "Host",
                        "Cookie",
                        "traceparent",
                        "X-Forwarded-For",
                        "X-Forwarded-Proto",
                        "x-forwarded-anything"));
    }

    @Test
    void readWhenAllPresentThenAllRead() {
        var read = SyncHeaderReader.read(
                headers(
                        "authorization", "Bearer a.b.c",
                        "IDEMPOTENCY-KEY", "\"k\"",
                        "x-CORRELATION-id", "client id",
                        "X-Queued-At", "2026-11-20T05:15:30Z",
                        "X-Sent-At", "2026-11-20T08:15:30Z"),
                MINTED);
        assertThat(read)
                .isEqualTo(new SyncHeaders(
                        "Bearer a.b.c",
                        new Key("k"),
                        Instant.parse("2026-11-20T05:15:30Z"),
                        Instant.parse("2026-11-20T08:15:30Z"),
                        "client id"));
    }

    @Test
    void readWhenNonePresentThenOnlyTheMintedId() {
        assertThat(SyncHeaderReader.read(headers("Accept", "*/*", "Connection", "keep-alive"), MINTED))
                .isEqualTo(new SyncHeaders(null, null, null, null, MINTED));
    }

    @ParameterizedTest
    @EnumSource(SyncHeader.class)
    void readWhenTwoLinesThenRefused(SyncHeader header) {
        assertThat(refusal(header.header(), valid(header), header.header(), valid(header)))
                .startsWith(header.header() + ": 2 lines");
    }

    @ParameterizedTest
    @EnumSource(SyncHeader.class)
    void readWhenTwoLinesInDifferentCaseThenRefused(SyncHeader header) {
        assertThat(refusal(header.header(), valid(header), header.header().toLowerCase(Locale.ROOT), valid(header)))
                .startsWith(header.header() + ": 2 lines");
    }

    @ParameterizedTest
    @EnumSource(SyncHeader.class)
    void readWhenEmptyThenRefused(SyncHeader header) {
        assertThat(refusal(header.header(), "")).startsWith(header.header() + ": empty");
    }

    @ParameterizedTest
    @EnumSource(value = SyncHeader.class, mode = EnumSource.Mode.EXCLUDE, names = "AUTHORIZATION")
    void readWhenUnderscoreTwinAloneOrBesideThenRefused(SyncHeader header) {
        var twin = header.header().replace('-', '_');
        assertThat(refusal(twin, valid(header))).startsWith(twin);
        assertThat(refusal(header.header(), valid(header), twin, valid(header))).startsWith(twin);
        assertThat(refusal(twin.toUpperCase(Locale.ROOT), valid(header))).startsWith(twin.toUpperCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X_Correlation-Id", "X-Correlation_Id", "x_queued-at", "X-Sent_At"})
    void readWhenTwinMixesDashAndUnderscoreThenRefused(String name) {
        assertThat(refusal(name, "2026-11-20T08:15:30Z")).startsWith(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X_Request_Id", "idempotencykey", "Idempotency-Keys", "X-Queued-At-Zone"})
    void readWhenNameOnlyResemblesThenIgnored(String name) {
        assertThat(SyncHeaderReader.read(headers(name, "x"), MINTED).key()).isNull();
    }

    @ParameterizedTest
    @MethodSource("protectedNames")
    void readWhenConnectionNamesItThenRefused(String name) {
        assertThat(refusal("Connection", name)).contains("Connection names " + name.toLowerCase(Locale.ROOT));
        assertThat(refusal("connection", "close, " + name.toUpperCase(Locale.ROOT)))
                .contains("Connection names");
        assertThat(refusal("Connection", "keep-alive", "Connection", " ," + name + "\t, close"))
                .contains("names");
        assertThat(refusal("Connection", name + ";q=1")).contains("Connection names");
        assertThat(refusal("Connection", name + " ; x")).contains("Connection names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "keep-alive, Upgrade", "X-Other", "", ",", "TE;x=Idempotency-Key"})
    void readWhenConnectionNamesOthersThenAccepted(String value) {
        assertThat(SyncHeaderReader.read(headers("Connection", value), MINTED).correlationId())
                .isEqualTo(MINTED);
    }

    @ParameterizedTest
    @CsvSource({
        "Idempotency-Key, a b",
        "Idempotency-Key, \"abc",
        "X-Queued-At, yesterday",
        "X-Queued-At, 2026-11-20T08:15:30",
        "X-Sent-At, 2026-11-20",
        "X-Correlation-Id, ä",
        "Authorization, Bearer ä",
    })
    void readWhenMalformedThenRefusedByName(String name, String value) {
        assertThat(refusal(name, value)).startsWith(name + ": ");
    }

    @Test
    void readWhenTooLongThenRefused() {
        assertThat(refusal("Idempotency-Key", "k".repeat(256))).contains("256 characters");
        assertThat(refusal("X-Correlation-Id", "c".repeat(129))).contains("129 characters");
        assertThat(refusal("X-Queued-At", "9".repeat(41))).contains("41 characters");
        assertThat(SyncHeaderReader.read(headers("X-Correlation-Id", "c".repeat(128)), MINTED)
                        .correlationId())
                .hasSize(128);
    }

    @Test
    void readWhenInstantIsShortAndPrintableThenQuotedElseOnlyMeasured() {
        assertThat(refusal("X-Queued-At", "yesterday")).contains("\"yesterday\"");
        assertThat(refusal("X-Queued-At", "gestern ä")).contains("9 characters").doesNotContain("gestern");
    }

    /// Which of the two would the service believe?
    @Test
    void readWhenContentTypeHasTwoLinesThenRefused() {
        assertThat(refusal("Content-Type", "application/json", "content-type", "text/plain"))
                .startsWith("Content-Type: 2 lines");
    }
}
