package io.portage.gateway.settle;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// `settle`, the command beside the gateway: from arguments to an exit status, without Spring.
public final class Settle {
    public static final String NAME = "settle";

    static final int REFUSED = 1;
    static final int WRONG_USAGE = 2;
    static final int UNUSABLE = 3;

    private Settle() {}

    /// Runs the command on this process's environment, standard input and output.
    ///
    /// @return the exit status
    public static int run(List<String> arguments) {
        System.setProperty("logback.configurationFile", "settle/logback.xml");
        return run(arguments, System.getenv(), System.in, null, null);
    }

    /// @param out where the outcome is told; null for standard output
    /// @param err where the audit line and refusals are told; null for standard error
    static int run(
            List<String> arguments,
            Map<String, String> environment,
            InputStream in,
            @Nullable PrintWriter out,
            @Nullable PrintWriter err) {
        var line = new CommandLine(new SettleCommand(environment, in, Palette.of(isTerminal(), environment)));
        if (out != null && err != null) {
            line.setOut(out).setErr(err);
        }
        line.setParameterExceptionHandler((e, _) -> refuse(e));
        line.setExecutionExceptionHandler((e, command, _) -> explain(e, command));
        return line.execute(arguments.toArray(String[]::new));
    }

    private static boolean isTerminal() {
        return System.console() instanceof Console console && console.isTerminal();
    }

    private static int refuse(ParameterException e) {
        say(e.getCommandLine(), e.getMessage() + " (expected: what settle --help names)");
        return WRONG_USAGE;
    }

    private static int explain(Exception e, CommandLine command) throws Exception {
        return switch (e) {
            case WrongUsage _ -> {
                say(command, e.getMessage());
                yield WRONG_USAGE;
            }
            case Unusable _ -> {
                say(command, e.getMessage());
                yield UNUSABLE;
            }
            default -> throw e;
        };
    }

    private static void say(CommandLine command, @Nullable String message) {
        command.getErr().println("settle: " + message);
        command.getErr().flush();
    }

    /// An argument that cannot be meant.
    static final class WrongUsage extends RuntimeException {
        WrongUsage(String message) {
            super(message, null, false, false);
        }
    }

    /// Redis or the keys cannot be used; nothing was changed, or it can be done again.
    static final class Unusable extends RuntimeException {
        Unusable(@Nullable String message) {
            super(message, null, false, false);
        }
    }
}
