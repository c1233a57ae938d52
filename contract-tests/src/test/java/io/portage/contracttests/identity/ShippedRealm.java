package io.portage.contracttests.identity;

import io.portage.contracttests.world.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/// The files of the folder `identity`, as data.
final class ShippedRealm {
    static final Path FOLDER = Path.of(System.getProperty("portage.root", "..")).resolve("identity");

    private ShippedRealm() {}

    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The realm under another name, with its placeholders filled in.
    static ObjectNode named(String name) {
        var text = text("realm-ehr.json")
                .replaceAll("\\$\\{[A-Z_]+:([^}]+)}", "$1")
                .replaceAll("\\$\\{[A-Z_]+}", "http://localhost");
        return ((ObjectNode) Json.read(text)).put("realm", name);
    }

    /// A user of development under another name; the password stays that of the original.
    static ObjectNode user(String original, String name) {
        for (var user : Json.read(text("users-dev.json")).path("users")) {
            if (user.path("username").asString().equals(original)) {
                return ((ObjectNode) user).without("id").put("username", name);
            }
        }
        throw new IllegalArgumentException("user: " + original + " (expected: one of users-dev.json)");
    }
}
