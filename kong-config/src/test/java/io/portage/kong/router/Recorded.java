package io.portage.kong.router;

import io.portage.kong.model.KongConf;
import io.portage.kong.read.Json;
import io.portage.kong.read.Node;
import io.portage.kong.read.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One recorded case, as far as routing goes.
///
/// @param text of the configuration
record Recorded(String name, Source source, String text, KongConf conf, List<Exchange> exchanges) {
    private static final Path ALL = Path.of("src/test/resources/kong-traces");

    /// A request, what Kong answered, and where it went.
    ///
    /// @param listeners such as `A`, one for each attempt
    /// @param marks values of `X-R`, which routes and services were told to add
    record Exchange(Request request, String status, String answer, Set<String> listeners, Set<String> marks) {
        boolean isUnrouted() {
            return answer.contains("no Route matched");
        }

        /// Refused before the router saw it.
        boolean isRefusedByNginx() {
            return answer.startsWith("Bad request")
                    || answer.startsWith("Request header or cookie")
                    || answer.startsWith("Method not allowed")
                    || status.isEmpty();
        }
    }

    static List<Recorded> all() throws IOException {
        try (var folders = Files.list(ALL)) {
            var all = new ArrayList<Recorded>();
            for (var folder : folders.filter(Files::isDirectory).sorted().toList()) {
                all.add(read(folder));
            }
            return all;
        }
    }

    private static Recorded read(Path folder) throws IOException {
        var trace = (Node.Mapping) Json.read(Files.readString(folder.resolve("trace.json")));
        var env = trace.get("env") instanceof Node.Mapping mapping
                ? mapping.members().stream().collect(Collectors.toMap(Node.Member::name, it -> text(it.value())))
                : Map.<String, String>of();
        var name = folder.getFileName().toString();
        var bytes = Files.readAllBytes(folder.resolve("kong.yml"));
        return new Recorded(
                name,
                new Source(name, bytes),
                new String(bytes, StandardCharsets.UTF_8),
                KongConf.ofEnvironment(env),
                items(trace.get("requests")).stream()
                        .map(it -> exchange((Node.Mapping) it))
                        .toList());
    }

    private static Exchange exchange(Node.Mapping it) {
        var request = (Node.Mapping) Objects.requireNonNull(it.get("request"));
        var upstream =
                items(it.get("upstream")).stream().map(Node.Mapping.class::cast).toList();
        return new Exchange(
                new Request(
                        text(request.get("method")),
                        text(request.get("host")),
                        text(request.get("path")),
                        headers(request)),
                text(it.get("status")),
                text(it.get("response_body")),
                upstream.stream().map(one -> text(one.get("listener"))).collect(Collectors.toSet()),
                upstream.stream()
                        .flatMap(one -> headers(one).getOrDefault("x-r", List.of()).stream())
                        .collect(Collectors.toSet()));
    }

    /// By name in lower case.
    private static Map<String, List<String>> headers(Node.Mapping message) {
        var headers = new HashMap<String, List<String>>();
        for (var line : items(message.get("headers"))) {
            var parts = items(line);
            headers.computeIfAbsent(text(parts.getFirst()).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(text(parts.get(1)));
        }
        return headers;
    }

    private static List<Node> items(@Nullable Node node) {
        return node instanceof Node.Items list ? list.items() : List.of();
    }

    private static String text(@Nullable Node node) {
        return switch (node) {
            case Node.Text text -> text.value();
            case Node.Number number -> number.text();
            case null, default -> "";
        };
    }
}
