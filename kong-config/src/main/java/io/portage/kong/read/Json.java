package io.portage.kong.read;

import java.util.ArrayList;

/// Reads JSON that is known to be good, such as what the catalogue holds.
public final class Json {
    private Json() {}

    /// @throws IllegalArgumentException where it is none
    public static Node read(String text) {
        try {
            return new YamlReader(Layout.of("", EnvTemplates.in("")), new ArrayList<>())
                    .read(text)
                    .getFirst();
        } catch (Unreadable e) {
            throw new IllegalArgumentException(text + ": " + e.reason(), e);
        }
    }
}
