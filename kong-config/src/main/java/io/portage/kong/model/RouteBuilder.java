package io.portage.kong.model;

import io.portage.kong.read.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a route of what is declared.
final class RouteBuilder {
    private RouteBuilder() {}

    static Route build(Declared it, @Nullable Service service, String formatVersion) {
        var name = it.textOrNull("name");
        var id = it.textOrNull("id");
        return new Route(
                it.node().at(),
                id,
                name,
                name != null ? name : id != null ? id : "route " + it.index(),
                service,
                it.node().get("protocols") == null ? List.of("http", "https") : it.texts("protocols"),
                it.texts("methods"),
                it.texts("hosts"),
                paths(it, formatVersion),
                headers(it.node().get("headers")),
                it.texts("snis"),
                hasItems(it.node().get("sources")) || hasItems(it.node().get("destinations")),
                it.textOrNull("expression"),
                it.node().get("priority") instanceof Node.Number number ? (long) number.value() : 0,
                it.number("regex_priority", 0),
                it.bool("strip_path", true),
                it.bool("preserve_host", false),
                it.number("https_redirect_status_code", 426),
                it.bool("request_buffering", true),
                it.bool("response_buffering", true),
                it.texts("tags"),
                it.node());
    }

    /// Before 3.0 a path was a regular expression where a character said so.
    private static List<String> paths(Declared it, String formatVersion) {
        var paths = it.texts("paths");
        return formatVersion.equals("1.1") || formatVersion.equals("2.1")
                ? paths.stream().map(OldPath::migrate).toList()
                : paths;
    }

    private static boolean hasItems(@Nullable Node node) {
        return node instanceof Node.Items list && !list.items().isEmpty();
    }

    private static Map<String, List<String>> headers(@Nullable Node node) {
        var headers = new LinkedHashMap<String, List<String>>();
        if (node instanceof Node.Mapping mapping) {
            mapping.members()
                    .forEach(member ->
                            headers.put(member.name().toLowerCase(Locale.ROOT), Declared.texts(member.value())));
        }
        return headers;
    }
}
