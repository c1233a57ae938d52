package io.portage.contracttests.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The bundled contract with what it has no example of: scopes, and a tenant in a path.
final class StrictContract {
    private static final String ROLES = "  roles: [clinician]\n";
    private static final String TENANT = """

              - id: order-set.adopt
                request: POST /v1/tenants/{tenantId}/order-sets
                source: none
                queue: never
            """;

    private StrictContract() {}

    /// Writes it into a folder of its own.
    static Path write() {
        try {
            var folder = Files.createTempDirectory("portage-strict-contract");
            for (var service : Services.NAMES) {
                var text = bundled(service + ".yml");
                Files.writeString(folder.resolve(service + ".yml"), service.equals("orders") ? strict(text) : text);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String strict(String text) {
        if (!text.contains(ROLES)) {
            throw new IllegalStateException(ROLES + " (expected: in orders.yml)");
        }
        return text.replace(ROLES, ROLES + "  scopes: [orders.read, orders.write]\n") + TENANT;
    }

    private static String bundled(String name) throws IOException {
        try (var stream = StrictContract.class.getResourceAsStream("/sync-contract/" + name)) {
            if (stream == null) {
                throw new IOException("/sync-contract/" + name + " (expected: on the class path)");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
