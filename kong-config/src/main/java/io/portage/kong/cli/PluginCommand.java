package io.portage.kong.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `plugin`: plugins of one's own.
@Command(
        name = "plugin",
        mixinStandardHelpOptions = true,
        version = Main.VERSION,
        description = {"Makes, checks and describes Kong plugins.", ""},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portage kong plugin new my-plugin",
            "  ./portage kong plugin check kong-plugin-my-plugin",
            "  ./portage kong plugin effects kong-plugin-my-plugin --out effects",
            "  ./portage kong verify kong.yml --plugins effects"
        },
        subcommands = {PluginNewCommand.class, PluginCheckCommand.class, PluginEffectsCommand.class})
final class PluginCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    @Override
    public void run() {
        if (command != null) {
            throw new ParameterException(command.commandLine(), "no verb");
        }
    }
}
