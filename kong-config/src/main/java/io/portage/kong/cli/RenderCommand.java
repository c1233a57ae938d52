package io.portage.kong.cli;

import io.portage.kong.jwks.JwksException;
import io.portage.kong.jwks.JwksToSecrets;
import io.portage.kong.jwks.Keys;
import io.portage.kong.render.Environment;
import io.portage.kong.render.Overlay;
import io.portage.kong.render.Rendering;
import io.portage.kong.render.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `render`: the configuration that we ship, as a file.
@Command(
        name = "render",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        version = Main.VERSION,
        description = {"Renders the Kong configuration that we ship: the same bytes for the same input.", ""},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portage kong render --env dev --target dbless --out kong.yml",
            "  ./portage kong render --env prod --target deck --jwks certs.json --out kong.yml",
            "",
            "Exit: 0; 3 the keys cannot be used, or nothing can be written; 64 wrong usage."
        })
final class RenderCommand implements Callable<Integer> {
    private final Output output;

    @Option(names = "--env", paramLabel = "ENV", required = true, description = "dev, stage or prod")
    private Environment environment = Environment.DEV;

    @Option(names = "--target", paramLabel = "TARGET", required = true, description = "dbless, deck or kic")
    private Target target = Target.DBLESS;

    @Option(
            names = "--jwks",
            paramLabel = "FILE",
            description =
                    "the realm's keys as Keycloak serves them (default: a placeholder with which no token passes)")
    private @Nullable Path jwks;

    @Option(
            names = "--overlay",
            paramLabel = "OVERLAY",
            description = "services-direct or browser-sessions, may be repeated: see docs/kong.md")
    private List<Overlay> overlays = List.of();

    @Option(names = "--out", paramLabel = "FILE", description = "where it goes (default: standard output)")
    private @Nullable Path file;

    RenderCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        var keys = jwks == null ? Keys.placeholder() : keys("--jwks: ", jwks, output);
        write(Rendering.of(environment, target, keys, overlays.toArray(Overlay[]::new)), file, output);
        return Exit.OK;
    }

    /// The keys of a set; those that are left out are told.
    ///
    /// @param option that names the set; empty where none does
    static Keys keys(String option, Path jwks, Output output) {
        try {
            var keys = JwksToSecrets.of(jwks.toString(), Asking.text(option, jwks));
            keys.skipped().forEach(output::say);
            return keys;
        } catch (JwksException e) {
            throw new Unusable(String.valueOf(e.getMessage()));
        }
    }

    static void write(String text, @Nullable Path file, Output output) {
        if (file == null) {
            output.print(text);
        } else {
            Written.text(file, text);
        }
    }
}
