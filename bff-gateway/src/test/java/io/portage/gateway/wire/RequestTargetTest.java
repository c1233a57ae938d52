package io.portage.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestTargetTest {
    static Stream<String> controlBytes() {
        return IntStream.concat(IntStream.range(0, 0x20), IntStream.of(0x7f)).mapToObj("%%%02x"::formatted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/patients",
                "/v1/patients/",
                "/v1/patients/a.b",
                "/v1/patients/...",
                "/v1/patients/.hidden",
                "/v1/patients/a..b",
                "/v1/patients/%C3%A4%20x",
                "/v1/patients/%252e%252e",
                "/v1/patients/-._~!$&'()*+,=:@",
                "/v1/patients?",
                "/v1/patients?a=b&c=%2e%2F%5c",
                "/v1/patients?a=../..//;x?[]",
                "/v1/patients?next=http://x/",
            })
    void faultWhenPathMeansOneThingThenNone(String target) {
        assertThat(RequestTarget.fault(target)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "v1/patients",
                "http://other/v1/patients",
                "https:/v1",
                "?a=b",
                "//other/v1/patients",
                "/v1//patients",
                "/v1/patients//",
                "/.",
                "/..",
                "/./v1",
                "/v1/../v1/patients",
                "/v1/patients/.",
                "/v1/patients/..?a=b",
                "/v1/%2e/patients",
                "/v1/%2E%2e/patients",
                "/v1/.%2e/patients",
                "/v1/a%2Eb",
                "/v1%2fpatients",
                "/v1%2Fpatients",
                "/v1/..%5c",
                "/v1/%5Cx",
                "/v1/patients;v=1",
                "/v1;x/patients",
                "/v1/..;/patients",
                "/v1\\patients",
                "/v1/a b",
                "/v1/a\tb",
                "/v1/a\u0000",
                "/v1/a\u007f",
                "/v1/\u00e4",
                "/v1/a\"b",
                "/v1/<a>",
                "/v1/{a}",
                "/v1/a|b",
                "/v1/a^b",
                "/v1/a`b",
                "/v1/a#b",
                "/v1/a[0]",
                "/v1/%",
                "/v1/%4",
                "/v1/%zz",
                "/v1/%4g",
                "/v1/%u0041",
            })
    void faultWhenPathCouldMeanTwoThingsThenNamed(String target) {
        assertThat(RequestTarget.fault(target)).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("controlBytes")
    void faultWhenControlByteIsEncodedInThePathThenNamed(String encoded) {
        assertThat(RequestTarget.fault("/v1/a" + encoded)).contains("control byte");
        assertThat(RequestTarget.fault("/v1/a" + encoded.toUpperCase(Locale.ROOT)))
                .isNotNull();
    }

    /// Only paths are read by two servers in two ways; a query may hold any text, line breaks included.
    @Test
    void faultWhenControlByteIsEncodedInTheQueryThenNone() {
        assertThat(controlBytes())
                .allSatisfy(encoded -> assertThat(RequestTarget.fault("/v1/patients?note=a" + encoded))
                        .as(encoded)
                        .isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/p?a b", "/p?a\u0000", "/p?\u00e4", "/p?a\"b", "/p?%", "/p?a%4", "/p?%zz", "/p?a#b", "/p?a\\b"})
    void faultWhenQueryIsNotEncodedThenNamed(String target) {
        assertThat(RequestTarget.fault(target)).contains("query");
    }

    @Test
    void faultWhenNamedThenSaysWhatWasExpected() {
        assertThat(RequestTarget.fault("/v1/%2E")).contains("%2e").contains("(expected: ");
        assertThat(RequestTarget.fault("x")).contains("(expected: one that starts with /)");
    }
}
