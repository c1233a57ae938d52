package io.portage.kong.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The files under `kong-config/kong`, as they travel with the jar.
final class Shipped {
    private Shipped() {}

    /// The file of that name, values that are null included.
    ///
    /// @param name such as `base`
    static Map<?, ?> file(String name) {
        var file = name + ".yml";
        var settings = LoadSettings.builder().setLabel(file).build();
        return (Map<?, ?>) new Load(settings).loadFromString(text(file));
    }

    private static String text(String file) {
        try (var stream = Shipped.class.getResourceAsStream("/shipped/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("/shipped/" + file + " (expected: on the class path)");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
