package io.portage.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A page of `docs` that is rendered from the code: written on demand, else compared.
final class GeneratedDoc {
    private static final String MODE = "portage.docs";

    private GeneratedDoc() {}

    static void check(String name, String content) {
        var file = root().resolve("docs").resolve(name);
        try {
            if ("write".equals(System.getProperty(MODE))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, content);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as("docs/" + name + " is stale: run ./portage test -Dportage.docs=write and commit what changed")
                    .isEqualTo(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Text as a cell of a table.
    static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static Path root() {
        var start = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("portage")) && Files.isRegularFile(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException(start + " (expected: inside the repository, which has portage and pom.xml)");
    }
}
