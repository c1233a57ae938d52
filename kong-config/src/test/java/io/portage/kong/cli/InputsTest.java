package io.portage.kong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portage.kong.model.Finding;
import io.portage.kong.report.Subject;
import io.portage.kong.verify.Options;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a command line may name: files, directories, links, standard input; each once and none of it nothing.
class InputsTest {
    private static final String CONFIGURATION = "_format_version: \"3.0\"\n";

    @TempDir
    private Path folder;

    private static List<Subject> verify(String given, String... names) {
        var in = new ByteArrayInputStream(given.getBytes(StandardCharsets.UTF_8));
        return new Inputs(Options.DEFAULT, in).verify(List.of(names));
    }

    private static String message(Subject subject) {
        return subject.verification().findings().stream()
                .map(Finding::message)
                .findFirst()
                .orElse("");
    }

    @Test
    void verifyWhenFromStandardInputThenCalledByItsName() {
        var subject = verify("services: {}", "-").getFirst();
        assertThat(subject.verification().file()).isEqualTo("-");
        assertThat(subject.verification().findings())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.at().file()).isEqualTo("-"));
    }

    @Test
    void verifyWhenStandardInputIsNamedTwiceThenMisused() {
        assertThatExceptionOfType(Misused.class)
                .isThrownBy(() -> verify(CONFIGURATION, "-", "-"))
                .withMessage("FILE: - twice (expected: once; what is read is gone)");
    }

    /// A variable of a pipeline that is not set, and not this directory.
    @Test
    void verifyWhenAnEmptyNameThenMisused() {
        assertThatExceptionOfType(Misused.class)
                .isThrownBy(() -> verify("", ""))
                .withMessage("FILE: \"\" (expected: a file, a directory, or - for standard input)");
    }

    @Test
    void verifyWhenLinksLeadNowhereThenSo() throws IOException {
        var one = folder.resolve("one.yml");
        var other = Files.createSymbolicLink(folder.resolve("other.yml"), one);
        assertThat(message(verify("", other.toString()).getFirst())).startsWith("a symbolic link to nowhere");
        Files.createSymbolicLink(one, other);
        assertThat(message(verify("", other.toString()).getFirst())).startsWith("a symbolic link to nowhere");
    }

    @Test
    void verifyWhenALinkLeadsToAFileThenThatFile() throws IOException {
        var file = Files.writeString(folder.resolve("kong.yml"), CONFIGURATION);
        var link = Files.createSymbolicLink(folder.resolve("a link.yml"), file);
        assertThat(verify("", link.toString()).getFirst().verification().verdict())
                .isEqualTo("proved");
    }

    /// What lies beside a configuration, such as a page about it, is none.
    @Test
    void verifyWhenADirectoryThenItsYamlAndJsonHoweverDeep() throws IOException {
        Files.createDirectories(folder.resolve("a/b.yml/"));
        Files.writeString(folder.resolve("a/b.yml/c.yaml"), CONFIGURATION);
        Files.writeString(folder.resolve("a/d.json"), "{\"_format_version\": \"3.0\"}");
        Files.writeString(folder.resolve("a/README.md"), "services: 7");
        Files.writeString(folder.resolve("a/ours.effects.yml"), "plugin: ours");
        var subject = verify("", folder.toString()).getFirst();
        assertThat(subject.verification().verdict()).isEqualTo("proved");
        assertThat(subject.sources()).hasSize(2);
        assertThat(subject.options().merge()).isTrue();
    }

    @Test
    void verifyWhenADirectoryThenItsFilesInTheOrderOfTheirNames() throws IOException {
        for (var name : List.of("c.yml", "a.yml", "b/a.yml", "b.yml")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), CONFIGURATION);
        }
        assertThat(verify("", folder.toString()).getFirst().sources())
                .extracting(it -> folder.relativize(Path.of(it.name())).toString())
                .containsExactly("a.yml", "b.yml", "b/a.yml", "c.yml");
    }

    /// A pipe does not say how much there is to come.
    @Test
    void verifyWhenStandardInputDoesNotEndThenTooLarge() {
        var endless = new InputStream() {
            @Override
            public int read() {
                return '#';
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                Arrays.fill(bytes, from, from + length, (byte) '#');
                return length;
            }
        };
        var subject = new Inputs(Options.DEFAULT, endless).verify(List.of("-")).getFirst();
        assertThat(message(subject)).isEqualTo("larger than 64 MiB (expected: at most 64 MiB)");
    }
}
