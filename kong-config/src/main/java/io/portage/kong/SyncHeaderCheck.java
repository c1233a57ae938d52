package io.portage.kong;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The sync headers reach the gateway as the client sent them: no transformer removes, renames, replaces or adds to
/// them, and only a correlation id may be minted.
final class SyncHeaderCheck {
    private static final List<String> SYNC_HEADERS =
            List.of("Authorization", "Idempotency-Key", "X-Correlation-Id", "X-Queued-At", "X-Sent-At");
    private static final List<String> OPERATIONS = List.of("remove", "rename", "replace", "add", "append");

    private SyncHeaderCheck() {}

    static Stream<Finding> of(KongFile file) {
        return file.plugins().filter(plugin -> !plugin.isOff("enabled")).flatMap(SyncHeaderCheck::check);
    }

    private static Stream<Finding> check(Entity plugin) {
        return switch (plugin.text("name", "")) {
            case "request-transformer" -> OPERATIONS.stream().flatMap(operation -> transformed(plugin, operation));
            case "correlation-id" -> minted(plugin);
            default -> Stream.empty();
        };
    }

    private static Stream<Finding> transformed(Entity plugin, String operation) {
        var headers = plugin.field("config")
                .flatMap(config -> config.field(operation))
                .map(rules -> rules.list("headers"))
                .orElse(List.of());
        return headers.stream()
                .flatMap(entry -> touched(operation, entry.text())
                        .map(header -> entry.finding("request-transformer: " + operation + " \"" + entry.text()
                                + "\" (expected: " + header + " left alone)"))
                        .stream());
    }

    /// An entry is `name` or `name:value`; a rename's value is a header as well.
    private static Optional<String> touched(String operation, String entry) {
        var parts = entry.split(":", 2);
        var value = parts.length > 1 ? parts[1].strip() : "";
        if (operation.equals("replace") && value.isEmpty()) {
            return Optional.empty();
        }
        var name = syncHeader(parts[0].strip());
        return operation.equals("rename") ? name.or(() -> syncHeader(value)) : name;
    }

    private static Optional<String> syncHeader(String name) {
        return SYNC_HEADERS.stream().filter(name::equalsIgnoreCase).findFirst();
    }

    private static Stream<Finding> minted(Entity plugin) {
        return plugin.field("config").flatMap(config -> config.field("header_name")).stream()
                .filter(name ->
                        syncHeader(name.text()).isPresent() && !name.text().equalsIgnoreCase("X-Correlation-Id"))
                .map(name -> name.finding("correlation-id: header_name \"" + name.text()
                        + "\" (expected: X-Correlation-Id; a fresh value on each attempt makes each a new mutation)"));
    }
}
