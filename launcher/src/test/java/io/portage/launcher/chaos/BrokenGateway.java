package io.portage.launcher.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/// A gateway whose script has lost a check: started with a folder in front of its own class path.
final class BrokenGateway {
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    private BrokenGateway() {}

    /// @param file the script, such as `record.lua`
    /// @param check the text of the check, a regular expression
    /// @param instead what stands in its place
    static GatewayLine without(GatewayLine whole, Path folder, String file, String check, String instead) {
        return (port, management, stubs, redis) -> {
            var command = new ArrayList<>(whole.of(port, management, stubs, redis));
            int jar = command.indexOf("-jar");
            try {
                breakScript(Path.of(command.get(jar + 1)), folder.resolve("redis/" + file), check, instead);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            command.set(jar, "-cp");
            command.add(jar + 2, LAUNCHER);
            command.add(jar, "-Dloader.path=" + folder);
            return List.copyOf(command);
        };
    }

    private static void breakScript(Path jar, Path target, String check, String instead) throws IOException {
        var script = script(jar, target.getFileName().toString());
        var broken = script.replaceFirst(check, instead);
        if (broken.equals(script)) {
            throw new IllegalStateException(target.getFileName() + ": " + script + " (expected: " + check + " in it)");
        }
        Files.createDirectories(target.getParent());
        Files.writeString(target, broken);
    }

    private static String script(Path jar, String name) throws IOException {
        try (var zip = new ZipFile(jar.toFile());
                var stream = zip.getInputStream(zip.getEntry("BOOT-INF/classes/redis/" + name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
