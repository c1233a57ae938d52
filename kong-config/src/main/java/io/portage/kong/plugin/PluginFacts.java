package io.portage.kong.plugin;

import java.util.HashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a plugin says of itself when it is loaded.
///
/// @param faults why schema or handler do not load, or what is wrong with the schema: a rule and its words
/// @param version as the handler has it; `nil` where it has none
/// @param priority as the handler has it; empty where it is no finite integer
/// @param priorityText the same in words
/// @param phases names of the handler's functions
record PluginFacts(
        List<List<String>> faults, String version, OptionalInt priority, String priorityText, Set<String> phases) {
    private static final Set<String> FAULTS = Set.of("schema-loads", "schema", "handler-loads");

    static PluginFacts of(PluginFiles files, String plugin) {
        try {
            var modules = Support.with(files.modules());
            return of(new Sandbox(modules, Sandbox.PATIENCE).run("inspect", plugin));
        } catch (LuaFailedException e) {
            var fault = List.of("handler-loads", String.valueOf(e.getMessage()));
            return new PluginFacts(List.of(fault), "nil", OptionalInt.empty(), "nil", Set.of());
        }
    }

    private static PluginFacts of(List<List<String>> lines) {
        var said = new HashMap<String, String>();
        var phases = new TreeSet<String>();
        var priority = OptionalInt.empty();
        for (var line : lines) {
            switch (line.getFirst()) {
                case "phase" -> phases.add(line.getLast());
                case "priority" -> {
                    said.put("priority", line.getLast());
                    priority = line.get(1).equals("number") ? integer(line.getLast()) : OptionalInt.empty();
                }
                default -> said.put(line.getFirst(), line.getLast());
            }
        }
        return new PluginFacts(
                lines.stream().filter(line -> FAULTS.contains(line.getFirst())).toList(),
                said.getOrDefault("version", "nil"),
                priority,
                said.getOrDefault("priority", "nil"),
                phases);
    }

    private static OptionalInt integer(String text) {
        return Stream.of(text)
                .filter(number -> number.matches("-?\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .findFirst();
    }
}
