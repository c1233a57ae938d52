package io.portage.gateway.secrecy;

import static io.portage.gateway.secrecy.TestKeys.entry;
import static io.portage.gateway.secrecy.TestKeys.ring;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.secrecy.Sealer.UnreadableException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is sealed opens again, in its place, under its key, unchanged; and nothing else does.
final class SealerTest {
    private static final byte[] HERE = "here".getBytes(UTF_8);
    private static final byte[] PLAIN = "blood pressure 120/80".getBytes(UTF_8);
    private static final int MEBIBYTE = 1 << 20;
    private final Sealer sealer = sealer(entry("k1", 1));

    private static Sealer sealer(String... entries) {
        return new Sealer(ring(entries), new SecureRandom());
    }

    private static void doesNotOpen(Sealer sealer, byte[] sealed, byte[] place) {
        assertThatThrownBy(() -> sealer.open(sealed, place))
                .as(() -> HexFormat.of().formatHex(sealed))
                .isInstanceOf(UnreadableException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 4096, MEBIBYTE})
    void openWhenSealedHereThenEveryByte(int length) {
        var plain = new byte[length];
        new Random(length).nextBytes(plain);
        var sealed = sealer.seal(plain, HERE);
        assertThat(sealer.open(sealed, HERE)).isEqualTo(plain);
        assertThat(sealed).hasSize(length + 2 + "k1".length() + 12 + 16);
    }

    @Test
    void sealThenNothingOfThePlainTextIsSeen() {
        var sealed = sealer.seal(PLAIN, HERE);
        assertThat(HexFormat.of().formatHex(sealed))
                .doesNotContain(HexFormat.of().formatHex(Arrays.copyOf(PLAIN, 4)));
    }

    @Test
    void sealWhenTheSameTextTwiceThenTwoThatDiffer() {
        var one = sealer.seal(PLAIN, HERE);
        var two = sealer.seal(PLAIN, HERE);
        int afterNonce = 2 + "k1".length() + 12;
        assertThat(one).isNotEqualTo(two);
        assertThat(Arrays.copyOfRange(one, afterNonce, one.length))
                .isNotEqualTo(Arrays.copyOfRange(two, afterNonce, two.length));
    }

    @Test
    void openWhenAtAnotherPlaceThenUnreadable() {
        var sealed = sealer.seal(PLAIN, HERE);
        doesNotOpen(sealer, sealed, "there".getBytes(UTF_8));
        doesNotOpen(sealer, sealed, new byte[0]);
    }

    @Test
    void openWhenAnyBitIsFlippedThenUnreadable() {
        var sealed = sealer.seal(PLAIN, HERE);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            var flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            doesNotOpen(sealer, flipped, HERE);
        }
    }

    @Test
    void openWhenCutOrExtendedThenUnreadable() {
        var sealed = sealer.seal(PLAIN, HERE);
        for (int length = 0; length < sealed.length; length++) {
            doesNotOpen(sealer, Arrays.copyOf(sealed, length), HERE);
        }
        doesNotOpen(sealer, Arrays.copyOf(sealed, sealed.length + 1), HERE);
    }

    @Test
    void openWhenOfAnotherVersionThenUnreadableByItsVersion() {
        var sealed = sealer.seal(PLAIN, HERE);
        assertThat(sealed[0]).isEqualTo((byte) 1);
        sealed[0] = 2;
        assertThatThrownBy(() -> sealer.open(sealed, HERE)).hasMessage("version: 2 (expected: 1)");
    }

    @Test
    void openWhenKeyIsUnknownThenUnreadableByItsId() {
        var sealed = sealer(entry("retired", 7)).seal(PLAIN, HERE);
        assertThatThrownBy(() -> sealer.open(sealed, HERE))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("sealed under the key retired (expected: one of [k1])");
    }

    @Test
    void openWhenTheIdIsKnownButTheKeyIsAnotherThenUnreadable() {
        doesNotOpen(sealer(entry("k1", 9)), sealer.seal(PLAIN, HERE), HERE);
    }

    @Test
    void openWhenRotatedThenOldIdsStillOpenAndNewWritesUseTheNewest() {
        var rotated = sealer(entry("k1", 1), entry("k2", 2));
        assertThat(rotated.open(sealer.seal(PLAIN, HERE), HERE)).isEqualTo(PLAIN);
        var renewed = rotated.seal(PLAIN, HERE);
        assertThat(sealer(entry("k2", 2)).open(renewed, HERE)).isEqualTo(PLAIN);
        doesNotOpen(sealer, renewed, HERE);
    }
}
