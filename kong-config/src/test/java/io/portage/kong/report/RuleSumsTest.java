package io.portage.kong.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Level;
import io.portage.kong.read.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Many findings are counted by rule, errors first; few are not.
class RuleSumsTest {
    private static List<Finding> findings(int errors) {
        var findings = new ArrayList<Finding>();
        findings.add(Finding.of("a/first", Level.WARNING, "m", at(1)));
        for (var header : List.of("X-Sent-At", "X-Queued-At")) {
            findings.add(
                    Finding.of("headers/keeps-" + header.toLowerCase(Locale.ROOT), Level.WARNING, header + ": m", at(2))
                            .about(header));
        }
        for (var i = 0; i < errors; i++) {
            findings.add(Finding.of("z/last", Level.ERROR, "m", at(3 + i)));
        }
        return findings;
    }

    private static Position at(int line) {
        return new Position("kong.yml", line, 1);
    }

    private static String sums(int errors) {
        return new RuleSums(new Palette(false)).of(Grouped.of(findings(errors)));
    }

    @Test
    void ofWhenManyThenErrorsFirstAndSeveralHeadersAsOne() {
        assertThat(sums(9)).isEqualTo("""

                By rule
                  error       9  z/last
                  warning     1  a/first
                  warning     1  headers/keeps-…
                """);
    }

    @Test
    void ofWhenFewThenNothing() {
        assertThat(sums(8)).isEmpty();
    }
}
