package io.portage.kong.trace;

import io.portage.kong.model.KongConf;
import io.portage.kong.read.Json;
import io.portage.kong.read.Node;
import io.portage.kong.read.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One recorded case: a file, the settings of its Kong, and what that Kong did.
///
/// @param refused whether Kong refused the file
record Trace(String name, Source source, KongConf conf, boolean refused, List<Exchange> exchanges) {
    private static final Path ALL = Path.of("src/test/resources/kong-traces");

    static List<Trace> all() {
        try (var folders = Files.list(ALL)) {
            return folders.filter(Files::isDirectory).sorted().map(Trace::read).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Trace read(Path folder) {
        try {
            var name = folder.getFileName().toString();
            var trace = (Node.Mapping) Json.read(Files.readString(folder.resolve("trace.json")));
            var env = ((Node.Mapping) member(trace, "env"))
                    .members().stream().collect(Collectors.toMap(Node.Member::name, it -> text(it.value())));
            return new Trace(
                    name,
                    new Source(name + "/kong.yml", Files.readAllBytes(folder.resolve("kong.yml"))),
                    KongConf.ofEnvironment(env),
                    trace.get("config_error") != null,
                    items(trace.get("requests")).stream().map(Exchange::of).toList());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Node member(Node.Mapping mapping, String name) {
        var node = mapping.get(name);
        if (node == null) {
            throw new IllegalArgumentException(mapping.at() + ": no " + name);
        }
        return node;
    }

    static List<Node> items(@Nullable Node node) {
        return node instanceof Node.Items list ? list.items() : List.of();
    }

    static String text(@Nullable Node node) {
        return switch (node) {
            case Node.Text text -> text.value();
            case Node.Number number -> number.text();
            case Node.Bool bool -> bool.text();
            case null, default -> "";
        };
    }
}
