package io.portage.kong.cli;

import io.portage.kong.report.Format;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `verify`: the proof, or the witness against it.
@Command(
        name = "verify",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        version = Main.VERSION,
        description = {
            "Proves for every route, plugin chain and declared consumer that each of the five sync headers reaches its"
                    + " upstream as the client sent it, or shows what is in the way and where.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portage kong verify kong.yml",
            "  ./portage kong verify --merge deck/ --kong-version 3.7 --kong-conf kong.conf",
            "  ./portage kong verify kong.yml --format json > baseline.json      # once",
            "  ./portage kong verify kong.yml --baseline baseline.json --strict  # from then on",
            "",
            "In the file, until a day and with a reason:  # portage:allow <rule> until 2026-12-31 because ...",
            "",
            "Exit: 0 no error; 1 a header violated, or another error; 2 unproven, with --strict; 3 cannot be read, or Kong"
                    + " would refuse it; 64 wrong usage. What is assumed never changes the exit."
        })
final class VerifyCommand implements Callable<Integer> {
    private final Output output;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "DB-less or decK, YAML or JSON, also inside a ConfigMap or Helm values; a directory is one decK"
                            + " state; - is standard input. Several are independent, unless --merge")
    private List<String> files = List.of();

    @Mixin
    private Asking asking = new Asking();

    @Mixin
    private KnownBefore known = new KnownBefore();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json, sarif, junit or html (default: text)")
    private Format format = Format.TEXT;

    @Option(names = "--strict", description = "unproven counts: exit 2")
    private boolean strict;

    VerifyCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        var subjects = new Inputs(asking.options(known.baseline())).verify(files);
        output.print(format.of(subjects, output.colours()));
        return subjects.stream().map(it -> it.verification().exit(strict)).reduce(Exit.OK, Exit::worse);
    }
}
