package io.portage.kong.cli;

import io.portage.kong.waiver.Baseline;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that says what was found before.
final class KnownBefore {
    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "an earlier --format json: findings that stand in it do not count")
    private @Nullable Path file;

    Baseline baseline() {
        if (file == null) {
            return Baseline.none();
        }
        try {
            return Baseline.parse(file.toString(), Asking.text("--baseline: ", file));
        } catch (IllegalArgumentException e) {
            throw new Unusable("--baseline: " + e.getMessage());
        }
    }
}
