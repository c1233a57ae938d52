package io.portage.kong.cli;

import io.portage.kong.render.Rendering;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `jwks`: the realm's keys as Kong's jwt plugin wants them.
@Command(
        name = "jwks",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        version = Main.VERSION,
        description = {
            "Turns a JSON web key set into the consumer and the jwt_secrets that Kong looks a token's kid up in.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  curl -s https://id.example/realms/ehr/protocol/openid-connect/certs > certs.json",
            "  ./portage kong jwks certs.json --out secrets.yml",
            "",
            "Exit: 0; 3 the set cannot be read or holds what Kong cannot use; 64 wrong usage."
        })
final class JwksCommand implements Callable<Integer> {
    private final Output output;

    @Parameters(paramLabel = "FILE", description = "the set, as /protocol/openid-connect/certs serves it")
    private Path jwks = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "where it goes (default: standard output)")
    private @Nullable Path file;

    JwksCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        RenderCommand.write(Rendering.secrets(RenderCommand.keys("", jwks, output)), file, output);
        return Exit.OK;
    }
}
