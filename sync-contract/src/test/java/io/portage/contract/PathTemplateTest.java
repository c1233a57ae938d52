package io.portage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portage.contract.PathTemplate.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which templates there are, and which pairs of them some path matches.
final class PathTemplateTest {
    @Test
    void parseWhenAllKindsThenTheirSegments() {
        assertThat(PathTemplate.parse("/v1/{patientId}/**").segments())
                .containsExactly(new Segment.Literal("v1"), new Segment.Variable("patientId"), new Segment.Rest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "v1", "/a//b", "/a/", "/a b", "/{}", "/{a-b}", "/a{b}", "/**/a", "/a?b", "/*", "/%41"})
    void parseWhenNoTemplateThenRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathTemplate.parse(text))
                .withMessageStartingWith("\"" + text + "\" (expected: ");
    }

    @ParameterizedTest
    @CsvSource({
        "/a, /a, true",
        "/a, /b, false",
        "/a, /a/b, false",
        "/{x}, /a, true",
        "/{x}, /{y}, true",
        "/{x}/b, /a/{y}, true",
        "/{x}/b, /a/c, false",
        "/a/**, /a, false",
        "/a/**, /a/b, true",
        "/a/**, /a/b/c, true",
        "/a/**, /b/c, false",
        "/**, /{x}/b, true",
        "/a/**, /a/**, true"
    })
    void overlapsWhenSomePathMatchesBoth(String one, String other, boolean expected) {
        assertThat(PathTemplate.parse(one).overlaps(PathTemplate.parse(other))).isEqualTo(expected);
        assertThat(PathTemplate.parse(other).overlaps(PathTemplate.parse(one))).isEqualTo(expected);
    }
}
