package io.portage.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The options of the benchmarks, before anything is started.
final class BenchCommandTest {
    private static final int USAGE_ERROR = 64;

    @ParameterizedTest
    @CsvSource({
        "--seconds, 0",
        "--seconds, 61",
        "--rounds, 0",
        "--rounds, many",
        "--rate, 0",
        "--rate, 10001",
        "--phones, 19",
        "--phones, 20001",
        "--seed, pod",
        "--set, 9",
        "--set, server.port=9",
        "--speed, 9",
        "micro, macro"
    })
    void callWhenAnOptionIsWrongThenRefused(String option, String value) {
        assertThat(Main.run("bench", option, value)).isEqualTo(USAGE_ERROR);
    }

    @Test
    void callWhenTheSubjectIsUnknownThenRefused() {
        assertThat(Main.run("bench", "macro")).isEqualTo(USAGE_ERROR);
    }
}
