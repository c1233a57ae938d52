package io.portage.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// The verbs of `./portage` that start something.
@Command(
        name = "portage",
        subcommands = {UpCommand.class, DemoCommand.class, ChaosCommand.class, BenchCommand.class})
public final class Main implements Runnable {
    private static final int FAILED = 1;
    private static final int USAGE_ERROR = 64;

    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        var line = new CommandLine(new Main());
        line.setParameterExceptionHandler((e, _) -> refuse(e));
        line.setExecutionExceptionHandler((e, _, _) -> explain(e));
        return line.execute(args);
    }

    /// Without a verb there is nothing to do but to say which there are.
    @Override
    public void run() {
        System.out.print(help("portage"));
    }

    /// The text that `./portage <verb> --help` prints as well.
    static String help(String verb) {
        try (var text = Main.class.getResourceAsStream("/help/" + verb + ".txt")) {
            if (text == null) {
                throw new IllegalStateException("/help/" + verb + ".txt (expected: on the class path)");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int refuse(ParameterException e) {
        var verb = e.getCommandLine().getParent() == null
                ? "help"
                : e.getCommandLine().getCommandName() + " --help";
        say(e.getMessage() + " (expected: what ./portage " + verb + " names)");
        return USAGE_ERROR;
    }

    private static int explain(Exception e) throws Exception {
        return switch (e) {
            case WrongOption wrong -> {
                say(wrong.getMessage());
                yield USAGE_ERROR;
            }
            case LaunchFailure failure -> {
                say(failure.getMessage());
                yield FAILED;
            }
            default -> throw e;
        };
    }

    private static void say(@Nullable String message) {
        System.err.println("portage: " + message);
    }
}
