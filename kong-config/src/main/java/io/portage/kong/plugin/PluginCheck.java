package io.portage.kong.plugin;

import io.portage.kong.catalogue.Catalogue;
import io.portage.kong.model.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Checks the plugins of a rock as far as that is possible without a running Kong.
public final class PluginCheck {
    private static final Map<String, Rule> LOADING =
            Map.of("schema-loads", Rule.SCHEMA_LOADS, "schema", Rule.SCHEMA, "handler-loads", Rule.HANDLER_LOADS);
    private final PluginFiles files;
    private final List<Finding> findings = new ArrayList<>();

    private PluginCheck(PluginFiles files) {
        this.files = files;
    }

    /// Everything that is wrong with the plugins in a directory, in the order of its files.
    ///
    /// @throws IOException where it is no directory, or cannot be read
    public static List<Finding> of(Path directory) throws IOException {
        var check = new PluginCheck(PluginFiles.of(directory));
        check.run();
        return check.findings.stream()
                .sorted(Comparator.comparing((Finding finding) -> finding.at().file())
                        .thenComparing(finding -> finding.at().line()))
                .toList();
    }

    private void run() {
        if (files.plugins().isEmpty()) {
            var expected = "no plugin (expected: kong/plugins/<name>/handler.lua and schema.lua)";
            findings.add(Rule.MODULES.at(files.start(""), expected));
            return;
        }
        var rockspec = rockspec();
        var versions = files.plugins().stream().flatMap(this::plugin).collect(Collectors.toSet());
        if (rockspec != null) {
            modules(rockspec);
            versions(rockspec, versions);
        }
        files.installed()
                .flatMap(file -> new CodeCheck(files.text(file), files.start(file)).findings())
                .forEach(findings::add);
    }

    private @Nullable Rockspec rockspec() {
        if (files.rockspecs().size() != 1) {
            var message = files.rockspecs().size() + " rockspecs (expected: one)";
            findings.add(Rule.ROCKSPEC.at(files.start(""), message));
            return null;
        }
        var file = files.rockspecs().keySet().iterator().next();
        var rockspec = Rockspec.read(files.rockspecs().getOrDefault(file, ""));
        if (rockspec.fault() != null) {
            findings.add(Rule.ROCKSPEC.at(files.start(file), rockspec.fault()));
            return null;
        }
        var expected = rockspec.name() + "-" + rockspec.version() + ".rockspec";
        if (!file.equals(expected)) {
            findings.add(Rule.ROCKSPEC.at(files.start(file), file + " (expected: " + expected + ")"));
        }
        return rockspec;
    }

    private void modules(Rockspec rockspec) {
        var at = files.start(files.rockspecs().keySet().iterator().next());
        files.installed()
                .filter(file -> !file.equals(rockspec.modules().get(PluginFiles.module(file))))
                .forEach(file -> findings.add(Rule.MODULES.at(
                        at, "build.modules lacks [\"" + PluginFiles.module(file) + "\"] = \"" + file + "\"")));
        rockspec.modules().forEach((module, file) -> {
            if (!files.files().containsKey(file)) {
                findings.add(Rule.MODULES.at(at, module + ": " + file + " (expected: a file of the rock)"));
            }
        });
    }

    /// Checks what a plugin says of itself, and gives its version where it loads.
    private Stream<String> plugin(String plugin) {
        var facts = PluginFacts.of(files, plugin);
        for (var fault : facts.faults()) {
            var part = fault.getFirst().startsWith("schema") ? "schema" : "handler";
            var at = files.start(PluginFiles.file(plugin, part));
            findings.add(
                    LOADING.getOrDefault(fault.getFirst(), Rule.HANDLER_LOADS).at(at, fault.getLast()));
        }
        if (facts.faults().stream().anyMatch(fault -> fault.getFirst().equals("handler-loads"))) {
            return Stream.empty();
        }
        handler(plugin, facts);
        return Stream.of(facts.version());
    }

    private void handler(String plugin, PluginFacts facts) {
        var at = files.start(PluginFiles.file(plugin, "handler"));
        if (facts.priority().isEmpty()) {
            findings.add(Rule.PRIORITY.at(at, "PRIORITY: " + facts.priorityText() + " (expected: an integer)"));
        } else {
            Catalogue.bundledAt(facts.priority().getAsInt())
                    .filter(other -> !other.equals(plugin))
                    .ifPresent(other -> findings.add(Rule.PRIORITY_COLLISION.at(
                            at,
                            "PRIORITY: " + facts.priorityText() + " is that of " + other
                                    + " (expected: one of its own)")));
        }
        var phases = facts.phases();
        if (phases.contains("response") && (phases.contains("header_filter") || phases.contains("body_filter"))) {
            findings.add(Rule.PHASES.at(at, "response together with header_filter or body_filter (expected: either)"));
        }
    }

    private void versions(Rockspec rockspec, Set<String> versions) {
        var at = files.start(files.rockspecs().keySet().iterator().next());
        for (var version : versions) {
            if (!version.matches("\\d+\\.\\d+\\.\\d+") || !version.equals(rockspec.plainVersion())) {
                findings.add(Rule.VERSION.at(
                        at,
                        "VERSION of a handler: " + version + " (expected: " + rockspec.plainVersion() + ", as here)"));
            }
        }
    }
}
