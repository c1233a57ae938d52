package io.portage.kong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What `./portage kong --help` prints without a build is what the jar prints.
class HelpTest {
    private static final Path HELP = Path.of("src/main/resources/help/kong.txt");

    @Test
    void helpThenAsTheLauncherPrintsIt() throws Exception {
        var out = new StringWriter();
        var exit = Main.run(new Output(new PrintWriter(out), new PrintWriter(new StringWriter()), false), "--help");
        if ("write".equals(System.getProperty("portage.docs"))) {
            Files.writeString(HELP, out.toString());
        }
        assertThat(exit).isZero();
        assertThat(Files.readString(HELP)).isEqualTo(out.toString());
    }
}
