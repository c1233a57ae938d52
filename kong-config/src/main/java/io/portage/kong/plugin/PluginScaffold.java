package io.portage.kong.plugin;

import io.portage.kong.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Writes a new plugin that passes its own checks and specs at once.
public final class PluginScaffold {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    /// Files by the template that they are made of; `NAME` stands for the plugin's.
    private static final Map<String, String> FILES = Map.of(
            "README.md", "README.md",
            "luacheckrc", ".luacheckrc",
            "busted", ".busted",
            "rockspec", "kong-plugin-NAME-0.1.0-1.rockspec",
            "handler.lua", "kong/plugins/NAME/handler.lua",
            "schema.lua", "kong/plugins/NAME/schema.lua",
            "01-schema_spec.lua", "spec/NAME/01-schema_spec.lua",
            "02-handler_spec.lua", "spec/NAME/02-handler_spec.lua");

    private PluginScaffold() {}

    /// Writes the plugin into a directory of its own.
    ///
    /// @param parent where the directory `kong-plugin-<name>` goes
    /// @return the files, in order
    /// @throws IllegalArgumentException where the name cannot be a plugin's
    /// @throws IOException where the directory exists, or cannot be written
    public static List<Path> write(Path parent, String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name: " + name + " (expected: small letters, digits and single hyphens, such as my-plugin)");
        }
        if (Catalogue.isBundled(name)) {
            throw new IllegalArgumentException("name: " + name + " (expected: one that Kong does not bundle)");
        }
        var directory = parent.resolve("kong-plugin-" + name);
        if (Files.exists(directory)) {
            throw new FileAlreadyExistsException(directory.toString(), null, "a new directory is expected");
        }
        return write(directory, files(name));
    }

    private static Map<String, String> files(String name) {
        var files = new TreeMap<String, String>();
        FILES.forEach((template, file) -> files.put(
                file.replace("NAME", name),
                Sandbox.resource("template/" + template).replace("@NAME@", name)));
        Support.FILES.forEach(file -> files.put("spec/support/" + file, Sandbox.resource("support/" + file)));
        return files;
    }

    private static List<Path> write(Path directory, Map<String, String> files) throws IOException {
        var written = new ArrayList<Path>();
        for (var file : files.entrySet()) {
            var path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
            written.add(path);
        }
        return written;
    }
}
