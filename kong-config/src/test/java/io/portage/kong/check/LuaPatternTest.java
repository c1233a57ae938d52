package io.portage.kong.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LuaPatternTest {
    @ParameterizedTest
    @CsvSource({
        "^%u+$, POST, true",
        "^%u+$, Post, false",
        "^[^:]+:.*$, a:b, true",
        "^[^:]+:.*$, :b, false",
        "^[0-9]+-[0-9]+$, 200-299, true",
        "^[0-9]+-[0-9]+$, 200, false",
        "^[a-z][a-z%d-]-[a-z%d]+$, my-vault-2, true",
        "^[a-z][a-z%d-]-[a-z%d]+$, 2-my, false",
        "^.*[^:]$, a:b, true",
        "^.*[^:]$, a:, false",
        "%w*%p*@+%w*%.?%w*, a.b@c.d, true",
        "%w*%p*@+%w*%.?%w*, a.b, false"
    })
    void inWhenPatternOfLuaThenAsLuaMatches(String pattern, String text, boolean matches) {
        assertThat(LuaPattern.in(pattern, text)).isEqualTo(matches);
    }
}
