package io.portage.gateway.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Rfc3339Test {
    @ParameterizedTest
    @CsvSource({
        "2026-11-20T08:15:30Z, 2026-11-20T08:15:30Z",
        "2026-11-20t08:15:30z, 2026-11-20T08:15:30Z",
        "2026-11-20T08:15:30.5Z, 2026-11-20T08:15:30.500Z",
        "2026-11-20T08:15:30.123456789Z, 2026-11-20T08:15:30.123456789Z",
        "2026-11-20T08:15:30+02:00, 2026-11-20T06:15:30Z",
        "2026-11-20T08:15:30-05:30, 2026-11-20T13:45:30Z",
        "2026-11-20T08:15:30-00:00, 2026-11-20T08:15:30Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
    })
    void textWhenInstantThenRead(String text, String instant) {
        assertThat(Rfc3339.parse(text)).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2016-12-31T23:59:60Z", "2016-12-31T23:59:60.25Z", "2017-01-01T01:59:60+02:00"})
    void textWhenLeapSecondThenReadAsTheNextSecond(String text) {
        assertThat(Rfc3339.parse(text))
                .isBetween(Instant.parse("2017-01-01T00:00:00Z"), Instant.parse("2017-01-01T00:00:01Z"));
    }

    @Test
    void textWhenFractionIsLongerThanNanosecondsThenCutOff() {
        assertThat(Rfc3339.parse("2026-11-20T08:15:30.1234567891Z"))
                .isEqualTo(Instant.parse("2026-11-20T08:15:30.123456789Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "1763626530",
                "2026-11-20",
                "2026-11-20T08:15Z",
                "2026-11-20T08:15:30",
                "2026-11-20 08:15:30Z",
                "2026-11-20T08:15:30 Z",
                "2026-11-20T08:15:30+0200",
                "2026-11-20T08:15:30+02",
                "2026-11-20T08:15:30+02:00:00",
                "2026-11-20T08:15:30+02:60",
                "2026-11-20T08:15:30[UTC]",
                "2026-11-20T08:15:30Z[UTC]",
                "2026-11-20T08:15:30.Z",
                "2026-11-20T08:15:30,5Z",
                "2026-02-30T08:15:30Z",
                "2025-02-29T08:15:30Z",
                "2026-13-20T08:15:30Z",
                "2026-00-20T08:15:30Z",
                "2026-11-20T24:00:00Z",
                "2026-11-20T08:60:30Z",
                "2026-11-20T08:15:61Z",
                "2026-11-20T08:15:60Z",
                "+2026-11-20T08:15:30Z",
                "12026-11-20T08:15:30Z",
                "26-11-20T08:15:30Z",
                "Fri, 20 Nov 2026 08:15:30 GMT",
                "２026-11-20T08:15:30Z",
            })
    void textWhenNotRfc3339ThenRefused(String text) {
        assertThatThrownBy(() -> Rfc3339.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
