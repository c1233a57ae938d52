package io.portage.kong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What cannot be a configuration ends with 3 and one message that says where, whatever the format; never with a stack
/// trace, never with a proof.
class BadInputTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int verify(Path file, String format) {
        return Main.run(
                new Output(new PrintWriter(out), new PrintWriter(err), false),
                "verify",
                file.toString(),
                "--format",
                format);
    }

    private void assertRefused(Path file, String format, String message) {
        assertThat(verify(file, format)).isEqualTo(Exit.UNUSABLE);
        assertThat(out.toString())
                .contains(message)
                .doesNotContain("\tat ", "Exception")
                .doesNotContainPattern("(?<![.\\w])proved");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "sarif", "junit", "html"})
    void verifyWhenAHundredMegabytesThenTooLarge(String format) throws IOException {
        var file = folder.resolve("large.yml");
        try (var large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(100L << 20);
        }
        assertRefused(file, format, "100 MiB (expected: at most 64 MiB)");
    }

    @Test
    void verifyWhenBinaryThenTheByteIsNamed() throws IOException {
        var bytes = new byte[4096];
        new Random(42).nextBytes(bytes);
        assertRefused(Files.write(folder.resolve("kong.yml"), bytes), "text", "(expected: ");
        assertThat(out.toString()).contains("byte 0x", "kong.yml:1:");
    }

    @Test
    void verifyWhenADirectoryWithoutFilesThenSo() {
        assertRefused(folder, "text", "no file in this directory (expected: *.yml, *.yaml or *.json)");
    }

    @Test
    void verifyWhenMissingThenSo() {
        assertRefused(folder.resolve("nothere.yml"), "text", "no such file");
    }

    @Test
    void verifyWhenDeeplyNestedThenRefusedAndNotOverflown() throws IOException {
        var file = Files.writeString(folder.resolve("deep.yml"), "[".repeat(100_000));
        assertRefused(file, "text", "(expected: ");
    }

    @Test
    void verifyWhenAliasesMultiplyThenRefusedAndNotForever() throws IOException {
        var text = new StringBuilder("a0: &a0 [x]\n");
        for (var i = 1; i < 40; i++) {
            text.append("a%d: &a%d [%s]%n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9) + "x"));
        }
        var file = Files.writeString(folder.resolve("laughs.yml"), text);
        assertRefused(file, "text", "(expected: ");
    }
}
