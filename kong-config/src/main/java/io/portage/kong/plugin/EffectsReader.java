package io.portage.kong.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads effects files, strictly: a declaration that is misread would make a proof of nothing.
public final class EffectsReader {
    private static final Set<String> KEYS = Set.of("plugin", "version", "priority", "opaque", "effects", "reasons");
    private static final Set<String> EFFECT_KEYS = Set.of("header", "effect", "phase", "at");
    private static final Set<String> EFFECTS = Set.of("set", "add", "clear", "mint", "keep");
    private final String file;

    private EffectsReader(String file) {
        this.file = file;
    }

    /// Every effects file in a directory.
    ///
    /// @throws IOException where it is no directory, or cannot be read
    /// @throws IllegalArgumentException where a file is no effects file; the message says which and why
    public static List<EffectsFile> readAll(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            var found = files.filter(file -> file.toString().endsWith(EffectsFile.SUFFIX))
                    .sorted()
                    .toList();
            var read = new LinkedHashMap<String, EffectsFile>();
            for (var file : found) {
                var effects = read(file);
                if (read.putIfAbsent(effects.plugin(), effects) != null) {
                    throw new IllegalArgumentException(file + ": plugin: " + effects.plugin()
                            + ", declared by another file here, too (expected: one" + " file for each plugin)");
                }
            }
            return List.copyOf(read.values());
        }
    }

    static EffectsFile read(Path file) throws IOException {
        var reader = new EffectsReader(file.toString());
        try {
            var settings = LoadSettings.builder().setLabel(reader.file).build();
            return reader.file(new Load(settings).loadFromString(Files.readString(file)));
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(reader.file + ": " + e.getMessage(), e);
        }
    }

    private EffectsFile file(@Nullable Object document) {
        var map = map(document, KEYS);
        return new EffectsFile(
                text(map, "plugin"),
                text(map, "version"),
                priority(map.get("priority")),
                list(map.get("effects")).stream().map(this::effect).toList(),
                opaque(map.get("opaque")),
                list(map.get("reasons")).stream().map(String::valueOf).toList());
    }

    private OptionalInt priority(@Nullable Object value) {
        return switch (value) {
            case null -> OptionalInt.empty();
            case Integer priority -> OptionalInt.of(priority);
            default -> throw wrong("priority: " + value, "a whole number");
        };
    }

    /// What is missing is true, and `yes` is a text: whoever wrote it does not mean that all is known.
    private boolean opaque(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Boolean opaque -> opaque;
            default -> throw wrong("opaque: " + value, "true or false");
        };
    }

    private DeclaredEffect effect(@Nullable Object node) {
        var map = map(node, EFFECT_KEYS);
        var effect = text(map, "effect");
        if (!EFFECTS.contains(effect)) {
            throw wrong("effect: " + effect, "one of set, add, clear, mint, keep");
        }
        return new DeclaredEffect(
                text(map, "header"),
                effect,
                String.valueOf(map.getOrDefault("phase", "any")),
                String.valueOf(map.getOrDefault("at", "")));
    }

    private Map<?, Object> map(@Nullable Object node, Set<String> keys) {
        if (!(node instanceof Map<?, ?> map)) {
            throw wrong(String.valueOf(node), "a mapping");
        }
        for (var key : map.keySet()) {
            if (!keys.contains(String.valueOf(key))) {
                throw wrong(
                        String.valueOf(key), "one of " + keys.stream().sorted().toList());
            }
        }
        @SuppressWarnings("unchecked")
        var known = (Map<?, Object>) map;
        return known;
    }

    private List<?> list(@Nullable Object node) {
        if (node == null) {
            return List.of();
        }
        if (node instanceof List<?> list) {
            return list;
        }
        throw wrong(String.valueOf(node), "a list");
    }

    private String text(Map<?, Object> map, String name) {
        if (map.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong(name + ": " + map.get(name), "a text");
    }

    private IllegalArgumentException wrong(String found, String expected) {
        return new IllegalArgumentException(file + ": " + found + " (expected: " + expected + ")");
    }
}
