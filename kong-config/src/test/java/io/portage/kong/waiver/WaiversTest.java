package io.portage.kong.waiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.model.Finding;
import io.portage.kong.read.Source;
import io.portage.kong.verify.Options;
import io.portage.kong.verify.Verification;
import io.portage.kong.verify.Verifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A waiver is about what it stands at, until its day is over, and about nothing else.
class WaiversTest {
    private static final String ALLOW = "# portage:allow headers/keeps-x-sent-at until 2026-11-20 because of it";
    private static final InstantSource LAST_DAY = InstantSource.fixed(Instant.parse("2026-11-20T23:59:59Z"));
    private static final InstantSource DAY_AFTER = InstantSource.fixed(Instant.parse("2026-11-21T00:00:00Z"));
    private static final String FILE = """
            _format_version: "3.0"
            @1
            services:
            @2
            - name: s
              url: http://s:80
              retries: 0
              routes:
              @3
              - name: a
                paths: [/a]
                @4
                plugins:
                @5
                - name: request-transformer
                  config:
                    @6
                    remove:
                      headers:
                      - x-sent-at @7
                      @8
              - name: b
                paths: [/b]
            """;

    private static Verification verify(String text, InstantSource clock) {
        var source = new Source("kong.yml", text.getBytes(StandardCharsets.UTF_8));
        return new Verifier(Options.DEFAULT, clock).verify(List.of(source));
    }

    private static String at(int place, String comment) {
        return FILE.replace("@" + place, comment).replaceAll("@\\d", "#");
    }

    private static List<String> rules(Verification verification) {
        return verification.findings().stream()
                .map(Finding::rule)
                .filter(rule -> rule.startsWith("waiver/") || rule.startsWith("headers/keeps"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "3, true", "4, true", "5, true", "6, true", "7, true", "8, false"})
    void waiverWhenAboveOrBehindThenTheEntryIsWaived(int place, boolean isWaived) {
        var verification = verify(at(place, ALLOW), LAST_DAY);
        assertThat(rules(verification))
                .isEqualTo(isWaived ? List.of() : List.of("headers/keeps-x-sent-at", "waiver/unused"));
        assertThat(verification.exit(false)).isEqualTo(isWaived ? 0 : 1);
        assertThat(verification.verdict()).isEqualTo("violated");
    }

    @Test
    void waiverWhenItsLastDayIsOverThenWhatItWaivedIsBack() {
        var verification = verify(at(3, ALLOW), DAY_AFTER);
        assertThat(rules(verification)).containsExactly("waiver/expired", "headers/keeps-x-sent-at");
        assertThat(verification.exit(false)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "# portage:allow headers/keeps-x-sent-at until 2026-11-20 because",
                "# portage:allow headers/keeps-x-sent-at until 2026-11-20",
                "# portage:allow headers/keeps-x-sent-at because of it",
                "# portage:allow until 2026-11-20 because of it",
                "# portage:allow headers/keeps-x-sent-at until tomorrow because of it",
                "# portage:allow headers/keeps-x-sent-at until 2026-02-30 because of it",
                "# portage:allow kong/unknown-field until 2026-11-20 because of it",
                "# portage:allow"
            })
    void waiverWhenSomethingIsMissingThenItWaivesNothingAndSaysSo(String comment) {
        assertThat(rules(verify(at(3, comment), LAST_DAY)))
                .containsExactlyInAnyOrder("waiver/malformed", "headers/keeps-x-sent-at");
    }

    @Test
    void waiverWhenOfAnotherRuleOrRouteThenUnused() {
        var other = ALLOW.replace("x-sent-at", "x-queued-at");
        assertThat(rules(verify(at(3, other), LAST_DAY))).contains("waiver/unused", "headers/keeps-x-sent-at");
        var below = FILE.replace("- name: b", ALLOW + "\n  - name: b").replaceAll("@\\d", "#");
        assertThat(rules(verify(below, LAST_DAY))).contains("waiver/unused", "headers/keeps-x-sent-at");
    }

    @Test
    void waiverWhenInAValueAndNotInACommentThenNone() {
        var text = at(3, "#").replace("paths: [/b]", "paths: [/b]\n    tags: [\"x#portage:allow\"]");
        assertThat(rules(verify(text, LAST_DAY))).containsExactly("headers/keeps-x-sent-at");
    }

    /// Otherwise what one plugin may do hides what another one does from now on.
    @Test
    void waiverWhenAnotherPluginDoesTheSameThenThatIsNotWaived() {
        var lines = FILE.replace("- x-sent-at @7", "- x-sent-at " + ALLOW).replaceAll("@\\d", "#");
        var second = lines.replace(
                "    plugins:",
                "    plugins:\n    - name: pre-function\n      config:\n"
                        + "        access:\n        - kong.service.request.clear_header('X-Sent-At') @9");
        assertThat(rules(verify(lines, LAST_DAY))).isEmpty();
        assertThat(rules(verify(second.replace("@9", ""), LAST_DAY))).containsExactly("headers/keeps-x-sent-at");
        assertThat(rules(verify(second.replace("@9", ALLOW), LAST_DAY))).isEmpty();
        assertThat(rules(verify(second.replace(ALLOW, "").replace("@9", ALLOW), LAST_DAY)))
                .containsExactly("headers/keeps-x-sent-at");
        assertThat(rules(verify(second.replace("@9", "").replace("- name: a", ALLOW + "\n  - name: a"), LAST_DAY)))
                .isEmpty();
    }

    @Test
    void waiverWhenOtherCommentsAndBlankLinesFollowThenTheEntryBelowThem() {
        assertThat(rules(verify(at(3, ALLOW + "\n\n  # why it is so\n"), LAST_DAY)))
                .isEmpty();
        assertThat(rules(verify(at(3, ALLOW + "\n  # why it is so"), LAST_DAY))).isEmpty();
    }

    @Test
    void waiverWhenTheEntryBeginsWithAListThenItsNeighboursAreNotWaived() {
        var text = """
                _format_version: "3.0"
                services:
                - name: s
                  url: http://s:80
                  retries: 0
                  routes:
                  %s
                  - paths:
                    - /a
                    name: a
                  - name: b
                    paths: [/b]
                    plugins: [{name: request-transformer, config: {remove: {headers: [x-sent-at]}}}]
                """.formatted(ALLOW);
        assertThat(rules(verify(text, LAST_DAY))).containsExactlyInAnyOrder("waiver/unused", "headers/keeps-x-sent-at");
    }

    @Test
    void waiverWhenTheSameLineOfAnotherFileThenNotWaived() {
        var routes =
                "_format_version: \"3.0\"\nservices: [{name: s, url: 'http://s:80', retries: 0, routes: [{name: a, paths: [/a]}]}]\n";
        var plugins =
                "_format_version: \"3.0\"\nplugins: [{name: request-transformer, config: {remove: {headers: [x-sent-at]}}}]\n";
        var sources = List.of(
                new Source("a.yml", (routes.strip() + " " + ALLOW + "\n").getBytes(StandardCharsets.UTF_8)),
                new Source("b.yml", plugins.getBytes(StandardCharsets.UTF_8)));
        var global = new Verifier(Options.DEFAULT.merged(true), LAST_DAY).verify(sources);
        assertThat(global.findings()).extracting(Finding::rule).doesNotContain("headers/keeps-x-sent-at");
        var turned = List.of(
                new Source("a.yml", plugins.getBytes(StandardCharsets.UTF_8)),
                new Source("b.yml", ("# one\n" + routes).getBytes(StandardCharsets.UTF_8)),
                new Source(
                        "c.yml",
                        ("_format_version: \"3.0\"\n_info: {} " + ALLOW + "\n").getBytes(StandardCharsets.UTF_8)));
        assertThat(new Verifier(Options.DEFAULT.merged(true), LAST_DAY)
                        .verify(turned)
                        .findings())
                .extracting(Finding::rule)
                .contains("headers/keeps-x-sent-at", "waiver/unused");
    }

    @Test
    void waiverWhenItIsOverAndNothingIsLeftToWaiveThenStillSaid() {
        var mended = at(3, ALLOW).replace("- x-sent-at", "- x-debug");
        assertThat(rules(verify(mended, DAY_AFTER))).containsExactly("waiver/expired");
    }
}
