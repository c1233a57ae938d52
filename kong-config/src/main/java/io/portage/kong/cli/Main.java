package io.portage.kong.cli;

import io.portage.kong.render.Environment;
import io.portage.kong.render.Overlay;
import io.portage.kong.render.Target;
import io.portage.kong.report.Format;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// The verifier as a program: `./portage kong …`, or `java -jar portage-kong.jar …`.
@Command(
        name = "./portage kong",
        mixinStandardHelpOptions = true,
        version = Main.VERSION,
        description = {
            "Proves of a Kong configuration that the sync headers reach every service as the client sent them, or shows"
                    + " where they do not.",
            ""
        },
        footerHeading = "%n",
        footer = "./portage kong VERB --help says more. Without a clone: java -jar portage-kong.jar VERB ...",
        subcommands = {
            VerifyCommand.class,
            ExplainCommand.class,
            ReportCommand.class,
            DiffCommand.class,
            RenderCommand.class,
            JwksCommand.class,
            PluginCommand.class
        })
public final class Main implements Runnable {
    static final String VERSION = "portage kong " + Format.VERSION;

    @Spec
    private @Nullable CommandSpec command;

    public static void main(String[] args) {
        var standard = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        var out = new PrintWriter(standard, false, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        var output = new Output(out, err, Terminal.hasColours());
        var exit = run(output, args);
        System.exit(standard.isWhole(output) ? exit : Exit.UNUSABLE);
    }

    /// What takes a command line apart.
    static CommandLine line(Output output) {
        var line = new CommandLine(new Main(), new Commands(output));
        line.setOut(output.out());
        line.setErr(output.err());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(output.colours() ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(120);
        line.setParameterExceptionHandler((e, _) -> refuse(output, e));
        line.setExecutionExceptionHandler((e, _, _) -> explain(output, e));
        line.registerConverter(Format.class, text -> option(text, Format::named));
        line.registerConverter(DiffCommand.Form.class, text -> option(text, DiffCommand.Form::named));
        line.registerConverter(Environment.class, text -> option(text, Environment::named));
        line.registerConverter(Target.class, text -> option(text, Target::named));
        line.registerConverter(Overlay.class, text -> option(text, Overlay::named));
        return line;
    }

    /// Runs one command, and says how the program is to end.
    static int run(Output output, String... args) {
        var line = line(output);
        var exit = execute(line, output, args);
        output.out().flush();
        return exit;
    }

    private static int execute(CommandLine line, Output output, String... args) {
        try {
            return line.execute(args);
        } catch (OutOfMemoryError | StackOverflowError e) {
            output.say("too much for the memory that Java has: " + e + " (expected: less of it, or java -Xmx4g)");
            return Exit.UNUSABLE;
        }
    }

    /// Without a verb there is nothing to do but to say which there are.
    @Override
    public void run() {
        if (command != null) {
            throw new ParameterException(command.commandLine(), "no verb");
        }
    }

    private static <T> T option(String text, Function<String, T> named) {
        try {
            return named.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()).replaceFirst("^\\w+: ", ""));
        }
    }

    private static int refuse(Output output, ParameterException e) {
        output.say(Refusal.of(e));
        return Exit.USAGE;
    }

    private static int explain(Output output, Exception e) {
        if (e instanceof Unusable) {
            output.say(String.valueOf(e.getMessage()));
            return Exit.UNUSABLE;
        }
        if (e instanceof Misused) {
            output.say(String.valueOf(e.getMessage()));
            return Exit.USAGE;
        }
        output.say("a mistake of this program: " + e + " at "
                + (e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0]) + "; please report it");
        return Exit.OURS;
    }
}
