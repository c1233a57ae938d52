package io.portage.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.upstream.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EntityTagTest {
    private static Answer answer(String type, String encoding, String body) {
        return new Answer(
                200,
                List.of(Map.entry("Content-Type", type), Map.entry("Content-Encoding", encoding)),
                body.getBytes(UTF_8));
    }

    @Test
    void ofWhenBytesAndDescriptionAreEqualThenTheSameStrongTag() {
        var tag = EntityTag.of(answer("application/fhir+json", "identity", "{}"));
        assertThat(tag).matches("\"[A-Za-z0-9_-]{24}\"");
        assertThat(EntityTag.of(answer("application/fhir+json", "identity", "{}")))
                .isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, identity, {}",
        "application/fhir+json, gzip, {}",
        "application/fhir+json, identity, []"
    })
    void ofWhenBytesOrDescriptionDifferThenAnotherTag(String type, String encoding, String body) {
        assertThat(EntityTag.of(answer(type, encoding, body)))
                .isNotEqualTo(EntityTag.of(answer("application/fhir+json", "identity", "{}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "W/\"a\"", "*", " * ", "\"b\",\"a\"", "\"b\" , W/\"a\"", "\"x,y\", \"a\""})
    void isNamedWhenTheListHasItThenYesByWeakComparison(String condition) {
        assertThat(EntityTag.isNamed("\"a\"", condition)).isTrue();
        assertThat(EntityTag.isNamed("W/\"a\"", condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"b\"", "", "a", "\"*\"", "\"x,a\"", "\"A\""})
    void isNamedWhenTheListHasItNotThenNo(String condition) {
        assertThat(EntityTag.isNamed("\"a\"", condition)).isFalse();
        assertThat(EntityTag.isNamed("\"a\"", null)).isFalse();
    }
}
