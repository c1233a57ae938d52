package io.portage.bench.bearer;

import io.portage.bench.trust.TrustingConfiguration;
import io.portage.bench.trust.TrustingStation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder that joins a gateway's class path, with the trusting station and nothing else.
final class TrustFolder {
    private static final String IMPORTS =
            "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";

    private TrustFolder() {}

    static Path write() throws IOException {
        var folder = Files.createTempDirectory("bench-trust-");
        copy(TrustingConfiguration.class.getName(), folder);
        copy(TrustingConfiguration.class.getName() + "$1", folder);
        copy(TrustingStation.class.getName(), folder);
        var imports = folder.resolve(IMPORTS);
        Files.createDirectories(imports.getParent());
        Files.writeString(imports, TrustingConfiguration.class.getName() + "\n");
        return folder;
    }

    private static void copy(String name, Path folder) throws IOException {
        var file = name.replace('.', '/') + ".class";
        try (var bytes = TrustFolder.class.getResourceAsStream("/" + file)) {
            if (bytes == null) {
                throw new IOException(file + " (expected: on the class path)");
            }
            var target = folder.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(bytes, target);
        }
    }
}
