package io.portage.kong.plugin;

import io.portage.kong.read.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The files of a rock: its plugins, what belongs to them, and what says so.
///
/// @param files every Lua file by its path in the directory, with `/`
/// @param rockspecs the rockspecs by their path
public record PluginFiles(Path directory, Map<String, String> files, Map<String, String> rockspecs) {
    private static final String PLUGINS = "kong/plugins/";
    private static final int LARGEST = 1 << 20;
    private static final int DEEPEST = 10;

    /// Reads a directory.
    ///
    /// @throws IOException where it is none, or a file cannot be read
    public static PluginFiles of(Path directory) throws IOException {
        var files = new TreeMap<String, String>();
        var rockspecs = new TreeMap<String, String>();
        for (var path : paths(directory)) {
            var name = directory.relativize(path).toString().replace('\\', '/');
            if (Files.size(path) > LARGEST) {
                throw new IOException(name + ": " + Files.size(path) + " bytes (expected: at most " + LARGEST + ")");
            }
            (name.endsWith(".rockspec") ? rockspecs : files).put(name, Files.readString(path));
        }
        return new PluginFiles(directory, files, rockspecs);
    }

    private static List<Path> paths(Path directory) throws IOException {
        try (var paths = Files.walk(directory, DEEPEST)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path ->
                            path.toString().endsWith(".lua") || path.toString().endsWith(".rockspec"))
                    .toList();
        }
    }

    /// The names of the plugins: every directory in `kong/plugins` that has a handler or a schema.
    public List<String> plugins() {
        return files.keySet().stream()
                .filter(file -> file.startsWith(PLUGINS))
                .filter(file -> file.endsWith("/handler.lua") || file.endsWith("/schema.lua"))
                .map(file -> file.substring(PLUGINS.length(), file.lastIndexOf('/')))
                .filter(name -> name.indexOf('/') < 0)
                .distinct()
                .toList();
    }

    /// Files that are part of what is installed.
    Stream<String> installed() {
        return files.keySet().stream().filter(file -> file.startsWith("kong/"));
    }

    /// The specs.
    List<String> specs() {
        return files.keySet().stream()
                .filter(file -> file.endsWith("_spec.lua"))
                .toList();
    }

    static String file(String plugin, String part) {
        return PLUGINS + plugin + "/" + part + ".lua";
    }

    /// The name under which `require` finds a file.
    static String module(String file) {
        var name = file.substring(0, file.length() - ".lua".length()).replace('/', '.');
        return name.endsWith(".init") ? name.substring(0, name.length() - ".init".length()) : name;
    }

    /// Every Lua file by the name of its module.
    Map<String, String> modules() {
        var modules = new TreeMap<String, String>();
        files.forEach((file, text) -> modules.put(module(file), text));
        return modules;
    }

    /// The text of a Lua file; empty where there is none.
    String text(String file) {
        return files.getOrDefault(file, "");
    }

    /// Where a file begins.
    Position start(String file) {
        return new Position(directory.resolve(file).toString(), 1, 1);
    }
}
