package io.portage.kong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What was not written whole is told, unless the reader left.
class StandardOutputTest {
    private final StringWriter said = new StringWriter();
    private final Output output = new Output(new PrintWriter(said), new PrintWriter(said), false);

    private boolean isWhole(OutputStream to) {
        var standard = new StandardOutput(to);
        try (var writer = new PrintWriter(standard, true, StandardCharsets.UTF_8)) {
            writer.println("a line");
            writer.println("and another");
        }
        standard.write('!');
        return standard.isWhole(output);
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    @Test
    void isWholeWhenAllIsTakenThenYes() {
        var taken = new ByteArrayOutputStream();
        assertThat(isWhole(taken)).isTrue();
        assertThat(taken.toString(StandardCharsets.UTF_8)).isEqualTo("a line\nand another\n!");
        assertThat(said.toString()).isEmpty();
    }

    @Test
    void isWholeWhenTheDiskIsFullThenNoAndSaid() {
        assertThat(isWhole(failing("No space left on device"))).isFalse();
        assertThat(said.toString())
                .isEqualTo("portage kong: standard output: cannot be written: No space left on device"
                        + " (expected: something that takes all of it)\n");
    }

    @Test
    void isWholeWhenTheReaderLeftThenYesAndNothingIsSaid() {
        assertThat(isWhole(failing("Broken pipe"))).isTrue();
        assertThat(said.toString()).isEmpty();
    }
}
