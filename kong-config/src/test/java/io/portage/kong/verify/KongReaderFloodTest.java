package io.portage.kong.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// However much of one thing a file holds, reading takes a second for each megabyte at most.
class KongReaderFloodTest {
    private static final int MEGABYTE = 1 << 20;
    private static final String HEAD = "_format_version: \"3.0\"\n";

    static Stream<String> floods() {
        return Stream.of(
                "[",
                "{a: ",
                "- ",
                "? ",
                "a: ",
                "- a\n",
                "a: b\n",
                "a",
                " ",
                "\n",
                "#\n",
                "&a ",
                "\"",
                "'",
                "%",
                "!",
                "*a ",
                "${{ ",
                "${{ env \"DECK_X\" }}",
                "---\n",
                "- name: x\n  nam: y\n",
                "{a, ",
                "a,",
                "- [",
                "|\n ",
                "\t");
    }

    @ParameterizedTest
    @MethodSource("floods")
    void readWhenFloodedThenItEndsInASecondPerMegabyte(String flood) {
        ends(flood.repeat(MEGABYTE / flood.length()), Duration.ofSeconds(1));
        ends(HEAD + "services:\n" + flood.repeat(MEGABYTE / flood.length()), Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "- name: x\n  nam: y\n", "- a\n"})
    void readWhenTenMegabytesThenItEndsInTenSeconds(String flood) {
        ends(HEAD + "services:\n" + flood.repeat(10 * MEGABYTE / flood.length()), Duration.ofSeconds(10));
    }

    static Stream<String> hugeValues() {
        return Stream.of(
                "plugins: [{name: acme, config: {account_email: '%s'}}]",
                "routes: [{name: r, paths: ['/%s//', '~/(%s']}]",
                "services: [{name: a, url: 'http://%s'}]",
                "services: [{name: a, host: '%s'}]",
                "plugins: [{name: pre-function, config: {access: ['%s']}}]",
                "plugins: [{name: cors, config: {origins: ['%s']}}]",
                "plugins: [{name: request-transformer, config: {add: {headers: ['%s']}}}]",
                "certificates: [{cert: '%s', key: '%s'}]",
                "'%s': 1");
    }

    @ParameterizedTest
    @MethodSource("hugeValues")
    void readWhenOneValueIsHugeThenItEndsInASecondPerMegabyte(String form) {
        for (var value : List.of("a", "a.", "(", "-----BEGIN A-----", "[", "${{", "%41", ":")) {
            ends(HEAD + form.replace("%s", value.repeat(MEGABYTE / value.length())), Duration.ofSeconds(3));
        }
    }

    /// In processor time, which a busy machine does not stretch.
    private static void ends(String text, Duration limit) {
        var clock = ManagementFactory.getThreadMXBean();
        var start = clock.getCurrentThreadCpuTime();
        KongReaderFuzzTest.ends(text.getBytes(StandardCharsets.UTF_8), 0, 0);

        assertThat(Duration.ofNanos(clock.getCurrentThreadCpuTime() - start)).isLessThan(limit);
    }
}
