package io.portage.launcher.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The sync contract as it is, but for time-outs, which are so short that leases end within a schedule.
final class HastyContract {
    private static final List<String> SERVICES = List.of("registration", "patient-portal", "immunizations", "orders");
    private static final Pattern TIMEOUT = Pattern.compile("(?m)^(\\s+timeout:) \\S+$");

    private HastyContract() {}

    /// Writes it into a folder of its own.
    static Path writeBelow(Path folder) throws IOException {
        var contract = Files.createDirectories(folder.resolve("sync-contract"));
        for (var service : SERVICES) {
            var name = service + ".yml";
            Files.writeString(contract.resolve(name), hasty(bundled(name)));
        }
        return contract;
    }

    private static String hasty(String text) {
        return TIMEOUT.matcher(text).replaceAll("$1 " + Timing.SERVICE);
    }

    private static String bundled(String name) throws IOException {
        try (var stream = HastyContract.class.getResourceAsStream("/sync-contract/" + name)) {
            if (stream == null) {
                throw new IOException("/sync-contract/" + name + " (expected: on the class path)");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
