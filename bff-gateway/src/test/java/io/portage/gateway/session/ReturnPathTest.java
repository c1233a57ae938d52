package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReturnPathTest {
    private static final String ALPHABET = "/\\.:@?#%25cfCF0a9evil\t\n\r ;&=x-_ü";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/patients",
                "/patients/",
                "/patients/42?tab=orders&x=/y",
                "/app#/patients/42",
                "/a%20b",
                "/?return=https://evil.example"
            })
    void ofWhenPathOfThisHostThenItself(String path) {
        assertThat(ReturnPath.of(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "patients",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\evil.example",
                "\\\\evil.example",
                "https://evil.example",
                "https:evil.example",
                "javascript:alert(1)",
                "//evil.example/%2f..",
                "/%2f/evil.example",
                "/%2Fevil.example",
                "/%5cevil.example",
                "/%5Cevil.example",
                "/%09/evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "\t//evil.example",
                " //evil.example",
                "/a b",
                "/a\r\nSet-Cookie: x=1",
                "/a%0d%0aSet-Cookie:%20x=1",
                "/%",
                "/%zz",
                "/a?b=%c",
                "/a#%",
                "/p\u00e4th",
                "/a//b",
                "/.//evil.example/../..//"
            })
    void ofWhenNotSurelyAPathOfThisHostThenHome(String path) {
        assertThat(ReturnPath.of(path)).isEqualTo("/");
    }

    @Test
    void ofWhenNothingOrTooLongThenHome() {
        assertThat(ReturnPath.of(null)).isEqualTo("/");
        assertThat(ReturnPath.of("/" + "a".repeat(1_024))).isEqualTo("/");
    }

    @Test
    void ofWhenAnythingAtAllThenResolvesToThisHost() {
        long seed = 20_261_120;
        var random = new Random(seed);
        var here = URI.create("https://ehr.example/");
        for (int round = 0; round < 100_000; round++) {
            var asked = new StringBuilder("/");
            for (int length = random.nextInt(12); length > 0; length--) {
                asked.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            var path = ReturnPath.of(asked.toString());
            assertThat(path).as("seed %d: %s", seed, asked).startsWith("/").doesNotStartWith("//");
            assertThat(here.resolve(URI.create(path)).getHost())
                    .as("seed %d: %s", seed, asked)
                    .isEqualTo("ehr.example");
        }
    }
}
