package io.portage.kong.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is said of a command line that cannot be taken apart: the word that is wrong, and what could stand there.
final class Refusal {
    private Refusal() {}

    static String of(ParameterException e) {
        var message = String.valueOf(e.getMessage());
        if (message.contains("(expected: ")) {
            return message;
        }
        var line = e.getCommandLine();
        var isVerb = !verbs(line).isEmpty() && !(e instanceof UnmatchedArgumentException it && it.isUnknownOption());
        return isVerb ? verb(e, line, message) : word(e, line, message);
    }

    private static String verb(ParameterException e, CommandLine line, String message) {
        var said = e instanceof UnmatchedArgumentException it ? first(it) + ": no such verb" : message;
        var meant =
                e instanceof UnmatchedArgumentException it ? Nearest.meant(first(it), verbs(line)) : Optional.empty();
        return said + " (expected: " + meant.map(String::valueOf).orElseGet(() -> String.join(", ", verbs(line))) + "; "
                + name(line) + " --help says more)";
    }

    private static String word(ParameterException e, CommandLine line, String message) {
        var meant = "";
        var said = message;
        if (e instanceof UnmatchedArgumentException it && it.isUnknownOption()) {
            meant = Nearest.meant(first(it).replaceFirst("=.*", ""), options(line))
                    .map(option -> option + ", or ")
                    .orElse("");
        } else if (e instanceof UnmatchedArgumentException it) {
            said = first(it) + ": one argument too many";
        }
        return said + " (expected: " + meant + "what " + name(line) + " --help names)";
    }

    private static String first(UnmatchedArgumentException e) {
        return e.getUnmatched().getFirst();
    }

    private static String name(CommandLine line) {
        return line.getCommandSpec().qualifiedName(" ");
    }

    private static List<String> verbs(CommandLine line) {
        return List.copyOf(line.getSubcommands().keySet());
    }

    private static List<String> options(CommandLine line) {
        return line.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .toList();
    }
}
