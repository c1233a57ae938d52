package io.portage.kong.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What `--out` names: a file, or a directory of files.
final class Written {
    private Written() {}

    /// Writes a file whole; what has no bytes in UTF-8, such as half a surrogate pair, is written as `?`.
    static void text(Path file, String text) {
        var folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new Unusable("--out: " + file + ": a directory (expected: a file)");
        }
        if (folder != null && !Files.isDirectory(folder)) {
            throw new Unusable(
                    "--out: " + file + ": no such directory (expected: a file in a directory that is there)");
        }
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /// A directory, made where it is not there.
    static Path into(Path directory) {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new Unusable("--out: " + directory + ": a file (expected: a directory)");
        }
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    private static Unusable unusable(Path path, IOException e) {
        var why = e instanceof AccessDeniedException
                ? "may not be written (expected: permission to write it)"
                : "cannot be written: " + reason(path, e) + " (expected: a place that takes it)";
        return new Unusable("--out: " + path + ": " + why);
    }

    /// Java begins with the name.
    private static String reason(Path path, IOException e) {
        var message = String.valueOf(e.getMessage());
        var name = path + ": ";
        return message.startsWith(name) ? message.substring(name.length()) : message;
    }
}
