package io.portage.kong.plugin;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a rockspec says of its rock.
///
/// @param name of the package
/// @param version with its revision, as in `1.0.0-1`
/// @param modules files by module
/// @param fault why it cannot be read; null where it can
record Rockspec(
        String name,
        String version,
        Map<String, String> modules,
        @Nullable String fault) {
    static Rockspec read(String text) {
        var said = new TreeMap<String, String>();
        var modules = new TreeMap<String, String>();
        try {
            for (var line : new Sandbox(Map.of(), Sandbox.PATIENCE).run("rockspec", text)) {
                note(line, said, modules);
            }
        } catch (LuaFailedException e) {
            said.put("fault", String.valueOf(e.getMessage()));
        }
        return new Rockspec(
                said.getOrDefault("package", "nil"), said.getOrDefault("version", "nil"), modules, said.get("fault"));
    }

    private static void note(List<String> line, Map<String, String> said, Map<String, String> modules) {
        if (line.getFirst().equals("module")) {
            modules.put(line.get(1), line.getLast());
        } else {
            said.put(line.getFirst(), line.getLast());
        }
    }

    /// The version without its revision.
    String plainVersion() {
        int revision = version.lastIndexOf('-');
        return revision < 0 ? version : version.substring(0, revision);
    }
}
