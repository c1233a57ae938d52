package io.portage.gateway.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.TestClock;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

final class CorrelationIdTest {
    private final CorrelationId ids = new CorrelationId(new Uuid7(new TestClock(), new Random(7)));

    private static MockServerWebExchange exchange(String... values) {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/")
                .header(CorrelationId.HEADER, values)
                .build());
    }

    @Test
    void ofWhenClientSentOneThenThatOneOnTheAnswer() {
        var exchange = exchange("abc ~!");
        assertThat(ids.of(exchange)).isEqualTo("abc ~!");
        assertThat(exchange.getResponse().getHeaders().get(CorrelationId.HEADER))
                .containsExactly("abc ~!");
    }

    @Test
    void ofWhenAskedTwiceThenMintedOnce() {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
        var minted = ids.of(exchange);
        assertThat(UUID.fromString(minted).version()).isEqualTo(7);
        assertThat(ids.of(exchange)).isEqualTo(minted);
        assertThat(exchange.getResponse().getHeaders().get(CorrelationId.HEADER))
                .containsExactly(minted);
    }

    @Test
    void ofWhenTwoLinesThenMinted() {
        assertThat(UUID.fromString(ids.of(exchange("a", "b"))).version()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ä", "a\tb", "a\u007f", "a\r\nSet-Cookie: x"})
    void ofWhenUnfitForRepetitionThenMinted(String value) {
        assertThat(UUID.fromString(ids.of(List.of(value))).version()).isEqualTo(7);
        assertThat(CorrelationId.isValid(value)).isFalse();
    }

    @Test
    void inLogWhenItHoldsQuotesThenItCannotEndItsField() {
        assertThat(CorrelationId.inLog("a b")).isEqualTo("a b");
        assertThat(CorrelationId.inLog("a\" code=\"b")).isEqualTo("a' code='b");
    }

    @Test
    void isValidWhenOneTo128PrintableCharactersThenTrue() {
        assertThat(CorrelationId.isValid("c")).isTrue();
        assertThat(CorrelationId.isValid("c".repeat(128))).isTrue();
        assertThat(CorrelationId.isValid("c".repeat(129))).isFalse();
    }
}
