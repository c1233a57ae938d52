package io.portage.kong.flow;

import io.portage.kong.model.Plugin;
import io.portage.kong.read.Position;
import org.jspecify.annotations.Nullable;

/// What one plugin instance does to one header, in words.
///
/// @param consumer for which consumer it runs; null for any
/// @param effect one word of `removes`, `renames`, `replaces`, `adds`, `appends`, `mints`, `terminates`, `may change`
/// @param detail the field that says so, such as `remove.headers`
/// @param at where it says so
public record Cause(Plugin plugin, @Nullable String consumer, String effect, String detail, Position at) {
    /// Who does it and how, such as `request-transformer (route orders-r) removes it by remove.headers`.
    public String words() {
        var scope = plugin.scope().toString();
        var whose = consumer == null || scope.contains("consumer " + consumer) ? "" : ", consumer " + consumer;
        var who = plugin.name() + " (" + scope + whose + ")";
        return switch (effect) {
            case "may change" -> who + ": " + detail;
            case "terminates" -> who + " ends the request: " + detail;
            default -> who + " " + effect + " it by " + detail;
        };
    }
}
