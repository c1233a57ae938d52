package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.LoginSettings;
import io.portage.gateway.problem.ProblemCode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

final class CrossSiteGuardTest {
    private static final String SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlYzE";
    private final CrossSiteGuard guard = new CrossSiteGuard(
            new LoginSettings(
                    "ehr-web",
                    "secret",
                    URI.create("https://ehr.example"),
                    List.of("https://app.example"),
                    "/",
                    Duration.ofSeconds(3)),
            new Random(7));

    private static BrowserSession session(String secret) {
        var content = new SessionContent(Instant.EPOCH, Instant.MAX, Map.of(CrossSiteGuard.SECRET, secret));
        return new BrowserSession(
                "id",
                "id",
                new StoredSession(content, null, 0),
                Duration.ofMinutes(30),
                InstantSource.fixed(Instant.EPOCH),
                () -> "other");
    }

    private boolean passes(HttpMethod method, String... headers) {
        var request = MockServerHttpRequest.method(method, "/v1/patients");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        var refusal = guard.refusal(request.build(), session(SECRET));
        refusal.ifPresent(rejection -> assertThat(rejection.code()).isEqualTo(ProblemCode.CSRF_INVALID));
        return refusal.isEmpty();
    }

    @Test
    void refusalWhenMethodIsSafeThenOnlyToPagesOfOthers() {
        assertThat(passes(HttpMethod.GET)).isTrue();
        assertThat(passes(HttpMethod.GET, "Origin", "https://app.example")).isTrue();
        assertThat(passes(HttpMethod.GET, "Sec-Fetch-Site", "cross-site")).isTrue();
        assertThat(passes(HttpMethod.HEAD, "Origin", "https://evil.example")).isFalse();
        assertThat(passes(HttpMethod.GET, "Origin", "null")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "PROPFIND"})
    void refusalWhenMethodIsUnsafeThenOnlyTheTokenHelps(String method) {
        assertThat(passes(HttpMethod.valueOf(method))).isFalse();
        assertThat(passes(HttpMethod.valueOf(method), CrossSiteGuard.HEADER, guard.token(SECRET)))
                .isTrue();
    }

    @Test
    void refusalWhenTokenIsAnotherSessionsOrNoneThenRefused() {
        var other = guard.token(SECRET.replace('c', 'd'));
        for (var wrong : List.of(
                "",
                "x",
                "%",
                "AA",
                "AAA",
                SECRET,
                other,
                guard.token(SECRET) + "AA",
                guard.token(SECRET).substring(4))) {
            assertThat(passes(HttpMethod.POST, CrossSiteGuard.HEADER, wrong))
                    .as(wrong)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://ehr.example, true",
        "Origin, https://app.example, true",
        "Origin, https://evil.example, false",
        "Origin, https://ehr.example.evil.example, false",
        "Origin, http://ehr.example, false",
        "Origin, null, false",
        "Sec-Fetch-Site, same-origin, true",
        "Sec-Fetch-Site, same-site, true",
        "Sec-Fetch-Site, cross-site, false"
    })
    void refusalWhenBrowserSaysWhereItComesFromThenOnlyFromOurPages(String name, String value, boolean passes) {
        assertThat(passes(HttpMethod.POST, CrossSiteGuard.HEADER, guard.token(SECRET), name, value))
                .isEqualTo(passes);
    }

    /// No browser says it twice; whoever does, means one of them for somebody else.
    @Test
    void refusalWhenAnyLineIsForeignThenRefused() {
        var token = guard.token(SECRET);
        assertThat(passes(HttpMethod.GET, "Origin", "https://ehr.example", "Origin", "https://evil.example"))
                .isFalse();
        assertThat(passes(HttpMethod.POST, CrossSiteGuard.HEADER, token, "Sec-Fetch-Site", "Cross-Site"))
                .isFalse();
        assertThat(passes(
                        HttpMethod.POST,
                        CrossSiteGuard.HEADER,
                        token,
                        "Sec-Fetch-Site",
                        "same-origin",
                        "Sec-Fetch-Site",
                        "cross-site"))
                .isFalse();
        assertThat(passes(HttpMethod.POST, CrossSiteGuard.HEADER, token, CrossSiteGuard.HEADER, "another"))
                .isFalse();
    }

    @Test
    void tokenWhenAskedTwiceThenAnotherOneEachTime() {
        assertThat(guard.token(SECRET)).isNotEqualTo(guard.token(SECRET)).doesNotContain(SECRET);
    }
}
