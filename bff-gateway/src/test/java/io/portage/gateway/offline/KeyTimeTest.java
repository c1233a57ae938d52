package io.portage.gateway.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.headers.Key;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyTimeTest {
    /// The example of RFC 9562, appendix A.6.
    private static final Instant OF_THE_RFC = Instant.parse("2022-02-22T19:22:22Z");

    /// The example of the ULID specification's time, 1469918176385 ms.
    private static final Instant OF_THE_ULID = Instant.ofEpochMilli(1469918176385L);

    @ParameterizedTest
    @ValueSource(strings = {"017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"})
    void ofWhenUuid7ThenItsTime(String key) {
        assertThat(KeyTime.of(new Key(key))).isEqualTo(OF_THE_RFC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01ARYZ6S41TSV4RRFFQ69G5FAV", "01aryz6s41tsv4rrffq69g5fav", "01ArYz6S41tsv4rrffq69g5fav"})
    void ofWhenUlidThenItsTime(String key) {
        assertThat(KeyTime.of(new Key(key))).isEqualTo(OF_THE_ULID);
    }

    @Test
    void ofWhenLargestUlidThenItsTime() {
        assertThat(KeyTime.of(new Key("7" + "Z".repeat(25)))).isEqualTo(Instant.ofEpochMilli((1L << 48) - 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "919108f7-52d1-4320-9bac-f847db4148a8",
                "c232ab00-9414-11ec-b3c8-9f6bdeced846",
                "1ec9414c-232a-6b00-b3c8-9f6bdeced846",
                "017f22e2-79b0-7cc3-78c4-dc0c0c07398f",
                "017f22e2-79b0-7cc3-c8c4-dc0c0c07398f",
                "017f22e279b07cc398c4dc0c0c07398f",
                "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}",
                "x017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
                "81ARYZ6S41TSV4RRFFQ69G5FAV",
                "01ARYZ6S41TSV4RRFFQ69G5FA",
                "01ARYZ6S41TSV4RRFFQ69G5FAVV",
                "01ARYZ6S41TSV4RRFFQ69G5FAU",
                "01IRYZ6S41TSV4RRFFQ69G5FAV",
                "abc",
            })
    void ofWhenKeyCarriesNoTimeThenNull(String key) {
        assertThat(KeyTime.of(new Key(key))).isNull();
    }
}
