package io.portage.kong.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// A folder to run commands in, and what they print.
abstract class CommandFolder {
    @TempDir
    Path folder;

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    final Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /// Runs a command; what begins with a point and a slash is a file of the folder.
    final int run(Object... arguments) {
        return run(out, arguments);
    }

    final int run(Writer to, Object... arguments) {
        var words = new String[arguments.length];
        for (var i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString().replaceFirst("^\\./", folder + "/");
        }
        return Main.run(new Output(new PrintWriter(to), new PrintWriter(err), false), words);
    }
}
