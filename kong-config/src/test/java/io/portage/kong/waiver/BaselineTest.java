package io.portage.kong.waiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Level;
import io.portage.kong.read.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What stood in a baseline is known, wherever it stands now, and as often as it stood there.
class BaselineTest {
    private static final Finding FINDING = Finding.of("a/b", Level.ERROR, "m", new Position("kong.yml", 7, 1))
            .on("r")
            .about("X-Sent-At");
    private static final String ENTRY =
            "{\"rule\": \"a/b\", \"level\": \"error\", \"header\": \"X-Sent-At\", \"route\": \"r\", \"message\": \"m\", \"line\": 3}";

    private static Baseline.Rest baseline(String findings) {
        return Baseline.parse("b.json", "{\"file\": \"./kong.yml\", \"findings\": [" + findings + "]}")
                .rest();
    }

    @Test
    void takeWhenItStoodElsewhereThenKnownAsOftenAsItStoodThere() {
        var rest = baseline(ENTRY + ", " + ENTRY);
        assertThat(rest.take("kong.yml", FINDING)).isTrue();
        assertThat(rest.take("kong.yml", FINDING)).isTrue();
        assertThat(rest.take("kong.yml", FINDING)).isFalse();
    }

    @Test
    void takeWhenAnotherFileRouteHeaderOrMessageThenNew() {
        var rest = baseline(ENTRY);
        assertThat(rest.take("other.yml", FINDING)).isFalse();
        assertThat(rest.take("kong.yml", FINDING.on("s"))).isFalse();
        assertThat(rest.take("kong.yml", FINDING.about("X-Queued-At"))).isFalse();
        assertThat(rest.take("kong.yml", Finding.of("a/b", Level.ERROR, "n", FINDING.at())))
                .isFalse();
        assertThat(rest.take("kong.yml", FINDING)).isTrue();
    }

    @Test
    void parseWhenSeveralFilesThenEachHasItsOwn() {
        var rest = Baseline.parse(
                        "b.json",
                        "[{\"file\": \"kong.yml\", \"findings\": [" + ENTRY
                                + "]}, {\"file\": \"b.yml\", \"findings\": []}]")
                .rest();
        assertThat(rest.take("b.yml", FINDING)).isFalse();
        assertThat(rest.take("kong.yml", FINDING)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "null", "7", "[7]", "{}", "{\"findings\": 7}", "{\"findings\": [7]}", "a: b"})
    void parseWhenItIsNoneThenSo(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Baseline.parse("b.json", text))
                .withMessage("b.json: no baseline (expected: what verify --format json printed)");
    }

    @Test
    void parseWhenEmptyThenThatAShellMayHaveDoneIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Baseline.parse("b.json", "\n"))
                .withMessageStartingWith("b.json: empty (expected: what verify --format json printed; a shell");
    }
}
