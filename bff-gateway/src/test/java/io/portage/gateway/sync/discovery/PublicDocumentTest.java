package io.portage.gateway.sync.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ETag;
import org.springframework.http.MediaType;
import org.springframework.mock.web.reactive.function.server.MockServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

final class PublicDocumentTest {
    private final PublicDocument document = new PublicDocument(
            MediaType.APPLICATION_JSON,
            new ETag("abc", true),
            now -> now.toString().getBytes(UTF_8),
            InstantSource.fixed(Documents.NOW));

    private ServerResponse ask(String... ifNoneMatch) {
        var request = MockServerRequest.builder();
        for (var line : ifNoneMatch) {
            request = request.header("If-None-Match", line);
        }
        return Objects.requireNonNull(document.answer(request.build()).block());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"W/\"abc\"", "\"abc\"", "*", "\"x\", W/\"abc\"", "\"a,b\",\"abc\"", "W/\"x\",\"abc\" ,\"y\""})
    void answerWhenTheClientHasItThenNotModifiedAndWhatACacheNeeds(String ifNoneMatch) {
        var answer = ask(ifNoneMatch);
        assertThat(answer.statusCode().value()).isEqualTo(304);
        assertThat(answer.headers().getFirst("ETag")).isEqualTo("W/\"abc\"");
        assertThat(answer.headers().getFirst("Cache-Control")).isEqualTo("max-age=60, public");
        assertThat(answer.headers().getFirst("Date")).isEqualTo("Fri, 20 Nov 2026 12:00:00 GMT");
        assertThat(answer.headers().containsHeader("Content-Type")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"abcd\"", "W/\"ab\"", "\"x\", \"y\"", "abc", "\"a,abc\"", "", "w/", "\"abc"})
    void answerWhenTheClientHasAnotherOrNonsenseThenAllOfIt(String ifNoneMatch) {
        assertThat(ask(ifNoneMatch).statusCode().value()).isEqualTo(200);
    }

    @Test
    void answerWhenInTheSecondOfTwoLinesThenNotModified() {
        assertThat(ask("\"x\"", "\"abc\"").statusCode().value()).isEqualTo(304);
    }

    @Test
    void answerWhenNothingIsKnownThenEverythingThatACacheNeeds() {
        var answer = ask();
        assertThat(answer.statusCode().value()).isEqualTo(200);
        assertThat(answer.headers().getFirst("ETag")).isEqualTo("W/\"abc\"");
        assertThat(answer.headers().getFirst("Cache-Control")).isEqualTo("max-age=60, public");
        assertThat(answer.headers().getFirst("Date")).isEqualTo("Fri, 20 Nov 2026 12:00:00 GMT");
        assertThat(answer.headers().getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
        assertThat(answer.headers().containsHeader("Vary")).isFalse();
    }

    @Test
    void tagWhenTheBytesAreAlwaysTheSameThenStrong() {
        var tag = PublicDocument.of(MediaType.APPLICATION_JSON, new byte[] {1}, InstantSource.fixed(Documents.NOW))
                .tag();
        assertThat(tag.weak()).isFalse();
        assertThat(tag.tag()).matches("[A-Za-z0-9_-]{20}");
    }
}
