package io.portage.kong.cli;

import io.portage.kong.flow.Proof;
import io.portage.kong.flow.RouteVerdict;
import io.portage.kong.flow.Walk;
import io.portage.kong.model.KongConfig;
import io.portage.kong.report.Explanation;
import io.portage.kong.report.Subject;
import io.portage.kong.verify.Reach;
import io.portage.kong.waiver.Baseline;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `explain`: the way of a request through the plugins of one route.
@Command(
        name = "explain",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        version = Main.VERSION,
        description = {
            "Shows the plugin chain of a route in running order, which instance of each plugin wins and why, and what"
                    + " happens to each sync header at every step.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portage kong explain kong.yml --route order.create",
            "  ./portage kong explain kong.yml --route orders-r --consumer lab --kong-version 3.5",
            "",
            "Exit: 0; 3 no such route or consumer, or the file cannot be read or Kong would refuse it; 64 wrong usage."
        })
final class ExplainCommand implements Callable<Integer> {
    private final Output output;

    @Parameters(paramLabel = "FILE", description = "as for verify")
    private String file = "";

    @Option(names = "--route", paramLabel = "NAME", required = true, description = "name of the route, else its id")
    private String route = "";

    @Option(
            names = "--consumer",
            paramLabel = "NAME",
            description = "only what runs for this consumer (default: every chain that can run)")
    private @Nullable String consumer;

    @Mixin
    private Asking asking = new Asking();

    ExplainCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        var options = asking.options(Baseline.none()).reaching(Reach.ALL);
        var subject = Found.configuration(file, options, output);
        if (subject.isEmpty()) {
            return Exit.UNUSABLE;
        }
        var verification = subject.get().verification();
        var verdict = Found.named(
                "--route", route, verification.routes(), it -> it.route().label());
        output.print(Explanation.of(verdict, walks(subject.get(), verdict), options.version(), output.colours()));
        return Exit.OK;
    }

    private List<Walk> walks(Subject subject, RouteVerdict verdict) {
        var options = subject.options();
        if (!(subject.verification().config() instanceof KongConfig config)) {
            return List.of();
        }
        if (consumer == null) {
            return Proof.walks(config, options.version(), options.declarations(), options.conf())
                    .apply(verdict.route());
        }
        var whom = Found.named("--consumer", consumer, config.consumers(), it -> it.label());
        return List.of(
                Proof.walk(config, options.version(), options.declarations(), options.conf(), verdict.route(), whom));
    }
}
