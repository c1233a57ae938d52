package io.portage.gateway.secrecy;

import static io.portage.gateway.secrecy.TestKeys.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// Names of records: the same for the same parts, another for any others, and nothing without the key.
final class NamesTest {
    private final Names names = names(1);

    private static Names names(int key) {
        return new Names(new SecretKeySpec(bytes(key), "AES"));
    }

    /// Computed apart from this code, with `openssl dgst -sha256 -mac HMAC -macopt hexkey:0101…01` of
    /// `5:north3:pat2:k1`: a change of it would lose every record there is.
    @Test
    void ofThenTheNameThatStoredRecordsHave() {
        assertThat(names.of("north", "pat", "k1")).isEqualTo("GtjX04F5M_C-reYMHzCI2saA9jL6U1B9d4Rn6pg_rJg");
        assertThat(names(1).of("north", "pat", "k1")).isEqualTo(names.of("north", "pat", "k1"));
    }

    @Test
    void ofWhenTextMovesBetweenPartsThenOtherNames() {
        var parts = List.of(
                new String[] {"a", "b", "c"},
                new String[] {"ab", "", "c"},
                new String[] {"", "ab", "c"},
                new String[] {"a", "bc", ""},
                new String[] {"abc"},
                new String[] {"abc", "", ""},
                new String[] {"a1:b", "c"},
                new String[] {"a", "b1:c"},
                new String[] {"1:a1:b1:c"},
                new String[] {""},
                new String[] {"", ""},
                new String[] {});
        var seen = new HashSet<String>();
        parts.forEach(list -> assertThat(seen.add(names.of(list))).isTrue());
    }

    @Test
    void ofWhenTextIsNotAsciiThenItsBytesCount() {
        assertThat(names.of("é")).isNotEqualTo(names.of("e\u0301")).isNotEqualTo(names.of("?"));
    }

    @Test
    void ofWhenKeyIsAnotherThenAnotherName() {
        assertThat(names(2).of("north", "pat", "k1")).isNotEqualTo(names.of("north", "pat", "k1"));
    }

    @Test
    void ofThenItFitsAnyRedisKeyAndTellsNothing() {
        assertThat(names.of("north", "pat", "x".repeat(255))).matches("[A-Za-z0-9_-]{43}");
    }
}
