package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

final class SessionCookieTest {
    private static MockServerWebExchange exchange(String... lines) {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/").header(HttpHeaders.COOKIE, lines));
    }

    private static List<String> cut(String... lines) {
        return SessionCookie.cutOut(exchange(lines)).getRequest().getHeaders().getOrEmpty(HttpHeaders.COOKIE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "__Host-portage-session=s; b=2 | b=2",
                "a=1; __Host-portage-session=s | a=1",
                "a=1; __Host-portage-session=s; b=2 | a=1; b=2",
                "a=1;__Host-portage-session=s;  b=2 | a=1;  b=2",
                "a=\"x;y\"; __Host-portage-session=s;c | a=\"x;y\";c",
                "a=1; __Host-portage-login=l; __Host-portage-session=s; __Host-portage-session=t | a=1",
                "a=1; __Host-portage-session | a=1"
            })
    void cutOutWhenOursIsAmongOthersThenOthersAsTheyStood(String line, String left) {
        assertThat(cut(line)).containsExactly(left);
    }

    @Test
    void cutOutWhenOursIsAloneThenNoHeaderAtAll() {
        assertThat(cut("__Host-portage-session=s")).isEmpty();
        assertThat(cut("__Host-portage-session=s; ", "a=1")).containsExactly("a=1");
    }

    @Test
    void cutOutWhenNoneIsOursThenTheVeryExchange() {
        var exchange = exchange("a=1;  b = 2 ;;", "__host-portage-session=x; x__Host-portage-session=y");
        assertThat(SessionCookie.cutOut(exchange)).isSameAs(exchange);
    }

    @Test
    void sessionsWhenSeveralThenAll() {
        var headers = exchange("a=1; __Host-portage-session=s==", "__Host-portage-session=t")
                .getRequest()
                .getHeaders();
        assertThat(SessionCookie.sessions(headers)).containsExactly("s==", "t");
    }

    @Test
    void loginWhenMadeThenForThisHostOnly() {
        assertThat(SessionCookie.login("v", Duration.ofMinutes(5)).toString())
                .contains("__Host-portage-login=v", "Path=/", "Max-Age=300", "Secure", "HttpOnly", "SameSite=Lax")
                .doesNotContain("Domain");
    }
}
