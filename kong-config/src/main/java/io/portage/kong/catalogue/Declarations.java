package io.portage.kong.catalogue;

import io.portage.kong.plugin.EffectsFile;
import io.portage.kong.plugin.EffectsReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What was declared of plugins that nothing is known of here.
///
/// @param files by the name of the plugin
public record Declarations(Map<String, EffectsFile> files) {
    public static final Declarations NONE = new Declarations(Map.of());

    public Declarations {
        files = Map.copyOf(files);
    }

    /// Of the effects files given; of two for one plugin the last counts.
    public static Declarations of(List<EffectsFile> files) {
        return new Declarations(
                files.stream().collect(Collectors.toMap(EffectsFile::plugin, Function.identity(), (_, last) -> last)));
    }

    /// Of the effects files in a directory.
    ///
    /// @throws IOException where it is no directory, or cannot be read
    /// @throws IllegalArgumentException where a file is no effects file
    public static Declarations in(Path directory) throws IOException {
        return of(EffectsReader.readAll(directory));
    }

    public Optional<EffectsFile> of(String plugin) {
        return Optional.ofNullable(files.get(plugin));
    }

    /// Names of the plugins.
    public Set<String> names() {
        return files.keySet();
    }
}
