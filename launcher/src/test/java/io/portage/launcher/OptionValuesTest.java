package io.portage.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Options that cannot be are refused, with the value and what was expected.
final class OptionValuesTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65536", "70000", "abc", "", "80 80", "8080.0"})
    void portWhenNotOneThenRefused(String text) {
        assertThatExceptionOfType(WrongOption.class)
                .isThrownBy(() -> OptionValues.port("--port", text))
                .withMessage("--port " + text + " (expected: 1 to 65535)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "8080", "65535"})
    void portWhenInRangeThenThatNumber(String text) {
        assertThat(OptionValues.port("--port", text)).isEqualTo(Integer.parseInt(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "-1", "ten", "", "1.0"})
    void numberWhenOutOfRangeThenRefused(String text) {
        assertThatExceptionOfType(WrongOption.class)
                .isThrownBy(() -> OptionValues.number("--schedules", text, 1, 10))
                .withMessage("--schedules " + text + " (expected: 1 to 10)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-9223372036854775808", "0", "9223372036854775807"})
    void numberWhenAnyOf64BitsThenThatNumber(String text) {
        assertThat(OptionValues.number("--seed", text)).isEqualTo(Long.parseLong(text));
    }

    @Test
    void storeWhenUnknownThenRefused() {
        assertThatExceptionOfType(WrongOption.class)
                .isThrownBy(() -> OptionValues.store("mysql", null))
                .withMessage("--store mysql (expected: embedded or redis)");
    }

    @Test
    void storeWhenOnlyAnAddressIsGivenThenRedis() {
        assertThat(OptionValues.store(null, "redis://localhost:6379")).isEqualTo("redis");
        assertThat(OptionValues.store("redis", null)).isEqualTo("redis");
        assertThat(OptionValues.store(null, null)).isNull();
    }

    @Test
    void storeWhenEmbeddedHasAnAddressThenRefused() {
        assertThatExceptionOfType(WrongOption.class)
                .isThrownBy(() -> OptionValues.store("embedded", "redis://h:1"))
                .withMessage("--redis redis://h:1 (expected: only with --store redis)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:6379", "http://localhost:6379", "redis://localhost", "redis://", "redis://a b:1"})
    void redisWhenNoAddressThenRefused(String text) {
        assertThatExceptionOfType(WrongOption.class)
                .isThrownBy(() -> OptionValues.redis(text))
                .withMessage("--redis " + text + " (expected: redis://host:port or rediss://host:port)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://localhost:6379", "rediss://:secret@redis.example:6380/1"})
    void redisWhenAddressThenKept(String text) {
        assertThat(OptionValues.redis(text)).hasToString(text);
    }
}
