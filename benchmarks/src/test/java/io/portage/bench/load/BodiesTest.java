package io.portage.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.json.Json;
import io.portage.gateway.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies are as long as asked for, and what they say they are.
final class BodiesTest {
    @ParameterizedTest
    @ValueSource(ints = {100, 101, 1 << 10, 32 << 10, 1 << 20})
    void jsonThenAnOrderOfThatLength(int bytes) throws Exception {
        var body = Bodies.json(bytes);
        assertThat(body).hasSize(bytes);
        assertThat(JsonReader.read(body)).isInstanceOf(Json.Obj.class);
    }

    @Test
    void jsonWhenShorterThanAnOrderThenRefused() {
        assertThatThrownBy(() -> Bodies.json(20)).hasMessage("body: 20 bytes (expected: at least 100)");
    }
}
