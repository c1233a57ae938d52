package io.portage.contracttests.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// The bundled contract with one service's file changed.
final class EditedContract {
    private EditedContract() {}

    /// Writes it into a folder of its own.
    ///
    /// @param service whose file is changed
    static Path write(String service, UnaryOperator<String> edit) {
        try {
            var folder = Files.createTempDirectory("portage-edited-contract");
            for (var name : Services.NAMES) {
                var text = bundled(name + ".yml");
                Files.writeString(folder.resolve(name + ".yml"), name.equals(service) ? edit.apply(text) : text);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Text with one of its parts replaced, which must be there.
    static String replaced(String text, String part, String by) {
        if (!text.contains(part)) {
            throw new IllegalStateException(part + " (expected: in the bundled contract)");
        }
        return text.replace(part, by);
    }

    private static String bundled(String name) throws IOException {
        try (var stream = EditedContract.class.getResourceAsStream("/sync-contract/" + name)) {
            if (stream == null) {
                throw new IOException("/sync-contract/" + name + " (expected: on the class path)");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
