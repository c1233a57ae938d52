package io.portage.gateway.secrecy;

import static io.portage.gateway.secrecy.TestKeys.bytes;
import static io.portage.gateway.secrecy.TestKeys.entry;
import static io.portage.gateway.secrecy.TestKeys.ring;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which keys an installation has, and what is refused.
final class KeyRingTest {
    private static final String SECRET = "c2VjcmV0LXRoYXQtbXVzdC1ub3QtYmUtbG9nZ2Vk";

    @Test
    void ofWhenSeveralThenInTheirOrderAndTheLastIsTheNewest() {
        var ring = ring(entry("z-2026", 1), entry("b_2", 2), entry("a3", 3), entry("m", 4));
        assertThat(ring.sealing().keySet()).containsExactly("z-2026", "b_2", "a3", "m");
        assertThat(ring.newest()).isEqualTo("m");
        assertThat(ring.sealing().get("a3")).satisfies(key -> {
            assertThat(key.getEncoded()).isEqualTo(bytes(3));
            assertThat(key.getAlgorithm()).isEqualTo("AES");
        });
    }

    @Test
    void ofWhenBase64OfEitherAlphabetThenTheSameKey() {
        var expected = bytes(0xFB);
        for (var encoder : List.of(
                Base64.getEncoder(),
                Base64.getEncoder().withoutPadding(),
                Base64.getUrlEncoder(),
                Base64.getUrlEncoder().withoutPadding())) {
            var ring = ring("  k:" + encoder.encodeToString(expected) + "\n");
            assertThat(ring.sealing().get("k"))
                    .satisfies(key -> assertThat(key.getEncoded()).isEqualTo(expected));
        }
    }

    @Test
    void namingWhenNoEntryIsCalledNamesThenTheFirst() {
        assertThat(ring(entry("a", 1), entry("b", 2)).naming().getEncoded()).isEqualTo(bytes(1));
    }

    @Test
    void namingWhenAnEntryIsCalledNamesThenThatOneAndItNeverSeals() {
        var ring = ring(entry("a", 1), entry("names", 2));
        assertThat(ring.naming().getEncoded()).isEqualTo(bytes(2));
        assertThat(ring.sealing()).containsOnlyKeys("a");
        assertThat(ring.newest()).isEqualTo("a");
    }

    @Test
    void ofWhenNoEntrySealsThenRefused() {
        assertThatThrownBy(() -> ring()).hasMessageContaining("no key that seals");
        assertThatThrownBy(() -> ring(entry("names", 1))).hasMessageContaining("no key that seals");
    }

    @Test
    void ofWhenAnIdStandsThereTwiceThenRefusedByItsName() {
        assertThatThrownBy(() -> ring(entry("a", 1), entry("b", 2), entry("a", 1)))
                .hasMessageContaining("the id a stands there twice");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 31, 33, 64})
    void ofWhenAKeyHasAnotherLengthThenRefusedByItsLength(int length) {
        var text = Base64.getEncoder().withoutPadding().encodeToString(new byte[length]);
        assertThatThrownBy(() -> ring("a:" + text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        length == 0 ? "entry 1 is not of that form" : "the key a has " + length + " bytes")
                .hasMessageContaining("(expected: id:base64 entries of 32 random bytes each");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SECRET,
                ":" + SECRET,
                "a:b:" + SECRET,
                "a b:" + SECRET,
                "an-id-that-is-longer-than-it-may-be:" + SECRET,
                "a:" + SECRET,
                "a:=" + SECRET,
                "a:" + SECRET + "!",
                "a:" + SECRET + " " + SECRET,
                SECRET + ":a",
            })
    void ofWhenAnEntryIsWrongThenTheMessageNeverRepeatsTheKey(String wrong) {
        assertThatThrownBy(() -> ring(entry("first", 1), wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("portage.keys: ")
                .hasMessageContaining("openssl rand -base64 32")
                .satisfies(failure -> assertThat(failure)
                        .hasNoCause()
                        .asString()
                        .doesNotContain(SECRET)
                        .doesNotContain(SECRET.substring(0, 8)));
    }

    @Test
    void toStringThenNoKeyMaterial() {
        assertThat(ring(entry("a", 1)).toString())
                .doesNotContain(Base64.getEncoder().encodeToString(bytes(1)).substring(0, 8));
    }
}
