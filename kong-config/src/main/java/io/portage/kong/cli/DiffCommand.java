package io.portage.kong.cli;

import io.portage.kong.diff.Diff;
import io.portage.kong.flow.Proof;
import io.portage.kong.report.DiffMarkdown;
import io.portage.kong.report.DiffReport;
import io.portage.kong.report.Subject;
import io.portage.kong.verify.Options;
import io.portage.kong.waiver.Baseline;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `diff`: what a change does.
@Command(
        name = "diff",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        version = Main.VERSION,
        description = {
            "Says what a change does to routes, plugin chains and header verdicts. Of plugins' configuration only the"
                    + " names of fields are shown, never values.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portage kong diff kong.main.yml kong.yml",
            "  git show origin/main:kong.yml | ./portage kong diff - kong.yml --format markdown",
            "",
            "Exit: 0, whatever changed (verify judges it); 3 a file cannot be read or Kong would refuse it; 64 wrong"
                    + " usage."
        })
final class DiffCommand implements Callable<Integer> {
    private final Output output;

    @Parameters(index = "0", paramLabel = "OLD", description = "as for verify")
    private String old = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "as for verify")
    private String changed = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, or markdown for a pull request (default: text)")
    private Form form = Form.TEXT;

    @Mixin
    private Asking asking = new Asking();

    /// How it is written down.
    enum Form {
        TEXT,
        MARKDOWN;

        static Form named(String text) {
            return switch (text) {
                case "text" -> TEXT;
                case "markdown" -> MARKDOWN;
                default -> throw new IllegalArgumentException("format: " + text + " (expected: text or markdown)");
            };
        }
    }

    DiffCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        if (old.equals("-") && changed.equals("-")) {
            throw new Misused("OLD, NEW: - twice (expected: once; what is read is gone)");
        }
        var options = asking.options(Baseline.none());
        var was = Found.configuration(old, options, output);
        var is = Found.configuration(changed, options, output);
        if (was.isEmpty() || is.isEmpty()) {
            return Exit.UNUSABLE;
        }
        var diff = Diff.of(side(was.get()), side(is.get()));
        output.print(form == Form.MARKDOWN ? DiffMarkdown.of(diff) : DiffReport.of(diff, output.colours()));
        return Exit.OK;
    }

    private static Diff.Side side(Subject subject) {
        var config = subject.verification().config();
        if (config == null) {
            throw new IllegalArgumentException("no configuration");
        }
        Options options = subject.options();
        return new Diff.Side(
                subject.verification(), Proof.walks(config, options.version(), options.declarations(), options.conf()));
    }
}
