package io.portage.kong.cli;

import io.portage.kong.model.Level;
import io.portage.kong.plugin.PluginCheck;
import io.portage.kong.report.FindingsText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `plugin check`: what a Kong would trip over.
@Command(
        name = "check",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        version = Main.VERSION,
        description = {
            "Checks schema, handler, rockspec, priority and calls of the plugins in a rock, without a Kong.",
            ""
        },
        footer = {
            "",
            "In the code, with a reason:  -- portage:allow <rule> because ...",
            "",
            "Exit: 0 no error; 1 an error; 3 the directory cannot be read; 64 wrong usage."
        })
final class PluginCheckCommand implements Callable<Integer> {
    private final Output output;

    @Parameters(paramLabel = "DIR", description = "the folder with kong/plugins/<name>/handler.lua")
    private Path directory = Path.of("");

    PluginCheckCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        try {
            var findings = PluginCheck.of(Inputs.rock(directory));
            output.print(new FindingsText(output.colours()).of(findings, directory));
            return findings.stream().anyMatch(it -> it.level() == Level.ERROR) ? Exit.FOUND : Exit.OK;
        } catch (IOException e) {
            throw new Unusable(directory + ": " + Inputs.unreadable(e).getMessage());
        }
    }
}
