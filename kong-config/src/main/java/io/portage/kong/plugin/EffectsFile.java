package io.portage.kong.plugin;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// What a plugin does to the headers of a request, as the verifier takes it.
///
/// @param priority empty where it is not known
/// @param opaque whether it may do more than the effects say
/// @param reasons why it is opaque
public record EffectsFile(
        String plugin,
        String version,
        OptionalInt priority,
        List<DeclaredEffect> effects,
        boolean opaque,
        List<String> reasons) {
    /// What the names of these files end with.
    public static final String SUFFIX = ".effects.yml";

    /// As YAML.
    public String text() {
        var text = new StringBuilder(
                "# What the plugin does to request headers; made by `portage kong plugin effects`.\n");
        text.append("plugin: ").append(quoted(plugin)).append('\n');
        text.append("version: ").append(quoted(version)).append('\n');
        priority.ifPresent(value -> text.append("priority: ").append(value).append('\n'));
        text.append("opaque: ").append(opaque).append('\n');
        text.append("effects:").append(effects.isEmpty() ? " []\n" : "\n");
        effects.forEach(effect -> text.append("  - {header: ")
                .append(quoted(effect.header()))
                .append(", effect: ")
                .append(effect.effect())
                .append(", phase: ")
                .append(effect.phase())
                .append(", at: ")
                .append(quoted(effect.at()))
                .append("}\n"));
        if (opaque) {
            text.append("reasons:\n")
                    .append(reasons.stream()
                            .map(reason -> "  - " + quoted(reason) + "\n")
                            .collect(Collectors.joining()));
        }
        return text.toString();
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
