package io.portage.kong.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.model.Finding;
import io.portage.kong.model.KongVersion;
import io.portage.kong.model.Level;
import io.portage.kong.read.Position;
import io.portage.kong.verify.Options;
import io.portage.kong.verify.Reach;
import io.portage.kong.verify.Verification;
import java.util.List;
import org.junit.jupiter.api.Test;

/// No finding is without its test, and no two have one name.
class JunitReportTest {
    private static String junit(Finding... findings) {
        var verification = new Verification(
                "state", KongVersion.NEWEST, null, Reach.ALL, List.of(), List.of(findings), List.of(), List.of());
        return Format.JUNIT.of(List.of(new Subject(verification, List.of(), Options.DEFAULT)), false);
    }

    private static Finding at(String file) {
        return Finding.of("a/b", Level.ERROR, "m", new Position(file, 3, 1));
    }

    @Test
    void ofWhenInSeveralFilesThenTheFileIsInTheName() {
        assertThat(junit(at("state/a.yml"), at("state/b.yml"), at("state")))
                .contains("name=\"a/b at state/a.yml:3\"", "name=\"a/b at state/b.yml:3\"", "name=\"a/b at line 3\"")
                .contains("tests=\"3\" failures=\"3\"");
    }

    @Test
    void ofWhenItsRouteIsNotSpokenOfThenATestOfItsOwn() {
        assertThat(junit(at("state").on("r").about("X-Sent-At"))).contains("tests=\"1\" failures=\"1\"", "<failure ");
    }
}
