package io.portage.kong.plugin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What specs and checks need to run without Kong and without busted.
final class Support {
    static final List<String> FILES = List.of("pdk.lua", "run.lua", "runner.lua", "schema.lua", "typedefs.lua");

    private Support() {}

    /// The modules of a rock, and those of the support that the sandbox uses.
    static Map<String, String> with(Map<String, String> modules) {
        var all = new LinkedHashMap<>(modules);
        FILES.forEach(file -> all.put(PluginFiles.module("spec/support/" + file), Sandbox.resource("support/" + file)));
        return all;
    }
}
