package io.portage.gateway.sync.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which key a query names, however it is spelled.
final class KeyQueryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "key=abc|abc",
                "key=%61%62c|abc",
                "k%65y=abc|abc",
                "key=%22abc%22|abc",
                "key=%22a%5C%22b%22|a\"b",
                "key=a%22|a\"",
                "key=a+b|a+b",
                "key=a%2Bb|a+b",
                "key=a%2bb|a+b",
                "key=a=b=|a=b=",
                "key=a%26b|a&b",
                "key=a%25b|a%b",
                "&key=abc&|abc",
                "other=1&key=abc&Key=2&keys=3|abc",
                "key=abc&other=%22|abc"
            })
    void readWhenThereIsOneKeyThenThat(String query, String key) {
        assertThat(KeyQuery.read(query).value()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "other=secret",
                "key",
                "key=",
                "key=%22%22",
                "key=secret&key=secret",
                "key=secret&k%65y=other",
                "key=secret%20",
                "key=%22secret",
                "key=%22secret%22x",
                "key=secret%0A",
                "key=secret%00",
                "key=secret%7F",
                "key=secr%C3%A9t",
                "key=secrét",
                "key=secret%",
                "key=secret%4",
                "key=secret%zz",
                "key=secret%+1",
                "key=secret%４1",
                "key=secret&other%=1"
            })
    void readWhenThereIsNotExactlyOneThenMalformedWithoutItsValue(String query) {
        assertThatThrownBy(() -> KeyQuery.read(query)).isInstanceOfSatisfying(RejectedException.class, refused -> {
            assertThat(refused.rejection().code()).isEqualTo(ProblemCode.REQUEST_MALFORMED);
            assertThat(refused.rejection().status()).isEqualTo(400);
            assertThat(refused.rejection().detail()).contains("(expected: ").doesNotContain("secr");
        });
    }

    @Test
    void readWhenThereIsNoQueryOrTooLongAKeyThenMalformed() {
        assertThatThrownBy(() -> KeyQuery.read(null)).hasMessageContaining("key: 0 parameters (expected: exactly one)");
        assertThat(KeyQuery.read("key=" + "k".repeat(255)).value()).hasSize(255);
        assertThatThrownBy(() -> KeyQuery.read("key=" + "k".repeat(256))).hasMessageContaining("256 characters");
    }
}
