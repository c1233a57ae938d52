package io.portage.kong.cli;

import io.portage.kong.plugin.EffectsFile;
import io.portage.kong.plugin.PluginEffects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plugin effects`: what the verifier is to know of a plugin.
@Command(
        name = "effects",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        version = Main.VERSION,
        description = {
            "Reads a plugin's Lua and writes which request headers it touches, one NAME.effects.yml for each plugin, as"
                    + " verify --plugins takes it.",
            ""
        },
        footer = {
            "",
            "A plugin that may do more than can be read is declared opaque, with the reason.",
            "",
            "Exit: 0 written; 3 the directory cannot be read or holds no plugin, or nothing can be written; 64 wrong usage."
        })
final class PluginEffectsCommand implements Callable<Integer> {
    private final Output output;

    @Parameters(paramLabel = "DIR", description = "the folder with kong/plugins/<name>/handler.lua")
    private Path directory = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", description = "where the files go (default: beside the plugin)")
    private @Nullable Path out;

    PluginEffectsCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        var plugins = effects();
        if (plugins.isEmpty()) {
            throw new Unusable(directory + ": no plugin (expected: kong/plugins/<name>/handler.lua)");
        }
        var target = Written.into(out == null ? directory : out);
        for (var effects : plugins) {
            var file = target.resolve(effects.plugin() + EffectsFile.SUFFIX).normalize();
            Written.text(file, effects.text());
            output.print(
                    file + (effects.opaque() ? "  opaque: " + effects.reasons().getFirst() : "") + "\n");
        }
        return Exit.OK;
    }

    private List<EffectsFile> effects() {
        try {
            return PluginEffects.of(Inputs.rock(directory));
        } catch (IOException e) {
            throw new Unusable(directory + ": " + Inputs.unreadable(e).getMessage());
        }
    }
}
