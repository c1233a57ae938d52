package io.portage.kong.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainScalarTest {
    private static final Position AT = new Position("a", 1, 1);

    @ParameterizedTest
    @ValueSource(strings = {"yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"})
    void plainWhenTruthOfYaml11ThenTrue(String text) {
        assertThat(PlainScalar.of(AT, text)).isEqualTo(new Node.Bool(AT, true, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"})
    void plainWhenUntruthOfYaml11ThenFalse(String text) {
        assertThat(PlainScalar.of(AT, text)).isEqualTo(new Node.Bool(AT, false, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "n", "tRUE", "oN", "nULL", "1.2.3", "0x", "12:60x", "+", "-", ".", "_", "1e", "0b2"})
    void plainWhenNothingElseThenText(String text) {
        assertThat(PlainScalar.of(AT, text)).isEqualTo(new Node.Text(AT, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
    void plainWhenNothingThenNull(String text) {
        assertThat(PlainScalar.of(AT, text)).isEqualTo(new Node.Null(AT));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "42, 42",
        "-7, -7",
        "+7, 7",
        "1_000, 1000",
        "017, 15",
        "00, 0",
        "08, 8",
        "0x1F, 31",
        "-0x10, -16",
        "0b101, 5",
        "1:30, 90",
        "1:00:00, 3600",
        "1:30.5, 90.5",
        "3.0, 3",
        ".5, 0.5",
        "1e3, 1000",
        "-1.5E-1, -0.15"
    })
    void plainWhenNumberOfYaml11ThenItsValue(String text, double value) {
        assertThat(PlainScalar.of(AT, text)).isEqualTo(new Node.Number(AT, value, text));
    }

    @ParameterizedTest
    @CsvSource({".inf, Infinity", "-.INF, -Infinity", "+.Inf, Infinity"})
    void plainWhenInfiniteThenItsValue(String text, double value) {
        assertThat(PlainScalar.of(AT, text)).isEqualTo(new Node.Number(AT, value, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {".nan", ".NaN", ".NAN"})
    void plainWhenNoNumberThenNumberThatIsNone(String text) {
        assertThat(PlainScalar.of(AT, text))
                .isInstanceOfSatisfying(
                        Node.Number.class, it -> assertThat(it.value()).isNaN());
    }
}
