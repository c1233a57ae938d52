package io.portage.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerHeadersTest {
    private static List<Map.Entry<String, String>> stored(String name) {
        return AnswerHeaders.stored(new Answer(201, List.of(Map.entry(name, "v")), new byte[] {1}))
                .headers();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type",
                "Content-Language",
                "Content-Encoding",
                "Content-Disposition",
                "Content-Location",
                "Location",
                "LOCATION",
                "ETag",
                "etag",
                "Last-Modified",
                "Link",
                "Cache-Control",
                "Vary",
            })
    void storedWhenHeaderDescribesTheAnswerThenKept(String name) {
        assertThat(stored(name)).containsExactly(Map.entry(name, "v"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Set-Cookie",
                "set-cookie",
                "Date",
                "Age",
                "Server",
                "traceparent",
                "tracestate",
                "X-Request-Id",
                "X-Correlation-Id",
                "RateLimit-Remaining",
                "RateLimit-Limit",
                "X-RateLimit-Reset",
                "WWW-Authenticate",
                "Authorization",
                "Retry-After",
                "Idempotency-Status",
                "Access-Control-Allow-Origin",
                "X-Anything",
            })
    void storedWhenHeaderBelongsToOneExchangeThenDropped(String name) {
        assertThat(stored(name)).isEmpty();
    }

    @Test
    void passesWhenAServiceWouldClearTheBrowsersCookiesThenNot() {
        assertThat(AnswerHeaders.passes("clear-site-data")).isFalse();
        assertThat(AnswerHeaders.passes("etag")).isTrue();
    }

    @Test
    void storedWhenAnswerThenStatusAndBytesAndOrderOfLines() {
        var lines = List.of(Map.entry("Link", "<a>"), Map.entry("Set-Cookie", "s"), Map.entry("Link", "<b>"));
        var stored = AnswerHeaders.stored(new Answer(202, lines, new byte[] {1, 2}));
        assertThat(stored.status()).isEqualTo(202);
        assertThat(stored.body()).containsExactly(1, 2);
        assertThat(stored.headers()).containsExactly(Map.entry("Link", "<a>"), Map.entry("Link", "<b>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-correlation-id", "idempotency-status", "idempotency-replayed", "content-length"})
    void passesWhenTheGatewaySetsItThenFalse(String name) {
        assertThat(AnswerHeaders.passes(name)).isFalse();
        assertThat(AnswerHeaders.passes("set-cookie")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__Host-portage-session=x; Path=/; Secure",
                "__Host-portage-session=; Max-Age=0",
                " \t__Host-portage-session =x",
                "__HOST-Portage-Session=x",
                "__Host-portage-login=x",
                "__Host-portage-anything=x",
                "__Host-portage-session",
                "=__Host-portage-session=x",
                " = __Host-portage-session=x",
            })
    void isAboutOurCookiesWhenAnyBrowserMightTakeItForOneOfThemThenTrue(String value) {
        assertThat(AnswerHeaders.isAboutOurCookies(Map.entry("set-cookie", value)))
                .isTrue();
        assertThat(AnswerHeaders.isAboutOurCookies(Map.entry("Set-Cookie", value)))
                .isTrue();
        assertThat(AnswerHeaders.isAboutOurCookies(Map.entry("X-Cookie", value)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"theme=dark", "a=__Host-portage-session", "__Host-other=x", "portage-session=x", ""})
    void isAboutOurCookiesWhenTheServicesOwnThenFalse(String value) {
        assertThat(AnswerHeaders.isAboutOurCookies(Map.entry("Set-Cookie", value)))
                .isFalse();
    }
}
