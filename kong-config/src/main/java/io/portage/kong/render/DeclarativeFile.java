package io.portage.kong.render;

import java.util.List;

/// A file in Kong's declarative format 3.0.
final class DeclarativeFile {
    private DeclarativeFile() {}

    static String dbless(State state) {
        return Yaml.write(entities(new Tree().put("_format_version", "3.0").put("_transform", true), state));
    }

    /// decK changes and deletes only what carries the tag that it selects, so that others' entities in the same Kong
    /// stay. It is a tag of its own, since it is given to everything in the file.
    static String deck(State state) {
        var info = new Tree().put("select_tags", List.of("rendered-by-portage"));
        return Yaml.write(entities(new Tree().put("_format_version", "3.0").put("_info", info), state));
    }

    private static Tree entities(Tree file, State state) {
        return file.put("upstreams", state.upstreams())
                .put("services", state.services())
                .put("plugins", state.plugins())
                .put("consumers", state.consumers());
    }
}
