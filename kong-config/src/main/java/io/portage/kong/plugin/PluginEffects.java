package io.portage.kong.plugin;

import io.portage.kong.lua.LuaScan;
import io.portage.kong.lua.Scan;
import io.portage.kong.lua.Touch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds out which request headers the plugins of a rock touch, without running them.
public final class PluginEffects {
    private static final Set<String> PHASES = Set.of(
            "init_worker",
            "configure",
            "certificate",
            "rewrite",
            "access",
            "response",
            "header_filter",
            "body_filter",
            "log");

    private final PluginFiles files;
    private final Map<String, String> modules;

    private PluginEffects(PluginFiles files) {
        this.files = files;
        this.modules = files.modules();
    }

    /// The effects of every plugin in a directory.
    ///
    /// @throws IOException where it is no directory, or cannot be read
    public static List<EffectsFile> of(Path directory) throws IOException {
        var files = PluginFiles.of(directory);
        var effects = new PluginEffects(files);
        return files.plugins().stream().map(effects::of).toList();
    }

    private EffectsFile of(String plugin) {
        var facts = PluginFacts.of(files, plugin);
        var found = new ArrayList<DeclaredEffect>();
        var reasons = new ArrayList<String>();
        for (var file : reachable(PluginFiles.file(plugin, "handler"))) {
            var scan = scan(file, new LinkedHashSet<>());
            scan.touches().forEach(touch -> found.add(effect(file, touch)));
            scan.reasons()
                    .forEach(reason -> reasons.add(file + ":" + reason.at().line() + " " + reason.text()));
        }
        if (facts.priority().isEmpty()) {
            reasons.add("PRIORITY is " + facts.priorityText() + " where no Kong runs");
        }
        return new EffectsFile(plugin, facts.version(), facts.priority(), found, !reasons.isEmpty(), reasons);
    }

    /// The handler and whatever of the rock it requires, directly or not.
    private Set<String> reachable(String handler) {
        var reachable = new LinkedHashSet<String>();
        var open = new ArrayList<>(List.of(handler));
        while (!open.isEmpty()) {
            var file = open.removeLast();
            if (files.files().containsKey(file) && reachable.add(file)) {
                var required = new LinkedHashSet<String>();
                scan(file, required);
                files.files().keySet().stream()
                        .filter(other -> required.contains(PluginFiles.module(other)))
                        .forEach(open::add);
            }
        }
        return reachable;
    }

    /// @param required where the modules go that it requires
    private Scan scan(String file, Set<String> required) {
        return LuaScan.of(files.text(file), files.start(file), module -> {
            required.add(module);
            return modules.containsKey(module);
        });
    }

    private static DeclaredEffect effect(String file, Touch touch) {
        var phase = PHASES.contains(touch.function()) ? touch.function() : "any";
        return new DeclaredEffect(
                touch.header(),
                touch.effect().toString(),
                phase,
                file + ":" + touch.at().line());
    }
}
