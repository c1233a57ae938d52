package io.portage.kong.cli;

import io.portage.kong.report.Format;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `report`: a page to look at.
@Command(
        name = "report",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        version = Main.VERSION,
        description = {
            "Writes one self-contained HTML page: the matrix of routes and headers, the plugin chains with what each step"
                    + " does, findings with their source, and what is assumed.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  ./portage kong report kong.yml --out target/kong-report",
            "",
            "Exit: 0 written; 3 a file cannot be read or Kong would refuse it (the page says why), or nothing can be"
                    + " written; 64 wrong usage. What the page says is verify's to judge."
        })
final class ReportCommand implements Callable<Integer> {
    private final Output output;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "as for verify")
    private List<String> files = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "where index.html goes; made where it is not there")
    private Path directory = Path.of("");

    @Mixin
    private Asking asking = new Asking();

    @Mixin
    private KnownBefore known = new KnownBefore();

    ReportCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        var subjects = new Inputs(asking.options(known.baseline())).verify(files);
        var page = Written.into(directory).resolve("index.html");
        Written.text(page, Format.HTML.of(subjects, false));
        output.print(page + "\n");
        return subjects.stream().anyMatch(it -> it.verification().config() == null) ? Exit.UNUSABLE : Exit.OK;
    }
}
