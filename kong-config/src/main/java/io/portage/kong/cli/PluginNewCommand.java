package io.portage.kong.cli;

import io.portage.kong.plugin.PluginScaffold;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plugin new`: a plugin that does nothing yet, and passes its own checks.
@Command(
        name = "new",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        version = Main.VERSION,
        description = {"Writes a new plugin, kong-plugin-NAME/, that passes its own checks and specs at once.", ""},
        footer = {"", "Exit: 0 written; 3 the name cannot be a plugin's, or nothing can be written; 64 wrong usage."})
final class PluginNewCommand implements Callable<Integer> {
    private final Output output;

    @Parameters(paramLabel = "NAME", description = "small letters, digits and single hyphens, such as my-plugin")
    private String name = "";

    @Option(
            names = "--in",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "where the folder goes (default: here)")
    private Path parent = Path.of(".");

    PluginNewCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        try {
            var files = PluginScaffold.write(parent, name);
            output.print(files.stream().map(it -> it.normalize() + "\n").collect(Collectors.joining()));
            return Exit.OK;
        } catch (IllegalArgumentException e) {
            throw new Unusable(String.valueOf(e.getMessage()));
        } catch (FileAlreadyExistsException e) {
            throw new Unusable(Path.of(e.getFile()).normalize() + ": is there (expected: a new directory)");
        } catch (IOException e) {
            throw new Unusable(parent + ": cannot be written: " + e.getMessage() + " (expected: a directory)");
        }
    }
}
