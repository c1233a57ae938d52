package io.portage.kong.cli;

import io.portage.contract.ContractException;
import io.portage.contract.ContractReader;
import io.portage.contract.SyncContract;
import io.portage.kong.catalogue.Declarations;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongVersion;
import io.portage.kong.verify.Options;
import io.portage.kong.verify.Reach;
import io.portage.kong.waiver.Baseline;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say what is asked of a configuration.
final class Asking {
    @Option(names = "--merge", description = "the files are one decK state; a directory is one anyway")
    private boolean merge;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "contract: routes that may take an operation of the sync contract, and those tagged portage;"
                    + " tag:x: routes tagged x, or whose service is; all. Default: contract where --contract is given or"
                    + " the file has the tag portage, else all")
    private @Nullable String scope;

    @Option(names = "--kong-version", paramLabel = "V", description = "3.4 to 3.9 (default: 3.9)")
    private @Nullable String version;

    @Option(
            names = "--kong-conf",
            paramLabel = "FILE",
            description = "kong.conf, or KONG_... variables, one a line: closes or opens what is assumed of the Kong")
    private @Nullable Path conf;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "*.effects.yml of plugins that are not bundled, as plugin effects writes them")
    private @Nullable Path plugins;

    @Option(names = "--contract", paramLabel = "DIR", description = "another sync contract than the bundled one")
    private @Nullable Path contract;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    Options options(Baseline baseline) {
        var known = contract == null ? null : contract(contract);
        return new Options(
                version == null ? KongVersion.NEWEST : version(version),
                merge,
                scope == null ? null : reach(scope, known),
                conf == null ? KongConf.UNKNOWN : KongConf.parse(conf.toString(), text("--kong-conf: ", conf)),
                plugins == null ? Declarations.NONE : declarations(plugins),
                known,
                baseline);
    }

    /// A patch release has what its release line has.
    private static KongVersion version(String text) {
        return KongVersion.of(text.replaceFirst("^(\\d+\\.\\d+)\\.\\d+$", "$1"))
                .orElseThrow(() -> new Unusable("--kong-version: " + text + " (expected: one of "
                        + Arrays.stream(KongVersion.values())
                                .map(KongVersion::toString)
                                .collect(Collectors.joining(", "))
                        + ")"));
    }

    private Reach reach(String text, @Nullable SyncContract known) {
        if (text.equals("all")) {
            return Reach.ALL;
        }
        if (text.equals("contract")) {
            return new Reach.Contract(known == null ? SyncContract.bundled() : known);
        }
        if (text.startsWith("tag:") && text.length() > 4) {
            return new Reach.Tagged(text.substring(4));
        }
        throw wrong("--scope: " + text + " (expected: contract, tag:<tag> or all)");
    }

    private RuntimeException wrong(String message) {
        return command == null
                ? new IllegalStateException(message)
                : new ParameterException(command.commandLine(), message);
    }

    private static SyncContract contract(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new Unusable("--contract: " + directory + " (expected: a directory of *.yml)");
        }
        try {
            return ContractReader.readDirectory(directory);
        } catch (ContractException e) {
            throw new Unusable("--contract: " + e.getMessage());
        }
    }

    private static Declarations declarations(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new Unusable("--plugins: " + directory + " (expected: a directory)");
        }
        try {
            return Declarations.in(directory);
        } catch (IllegalArgumentException e) {
            throw new Unusable("--plugins: " + e.getMessage());
        } catch (IOException e) {
            throw new Unusable(
                    "--plugins: " + directory + ": " + Inputs.unreadable(e).getMessage());
        }
    }

    /// The text of a file.
    ///
    /// @param option that names it, such as `--jwks: `; empty where none does
    static String text(String option, Path file) {
        var name = option + file;
        try {
            if (Files.isDirectory(file)) {
                throw new Unusable(name + ": a directory (expected: a file)");
            }
            return Files.readString(file);
        } catch (CharacterCodingException _) {
            throw new Unusable(name + ": no text (expected: UTF-8)");
        } catch (IOException e) {
            throw new Unusable(name + ": " + Inputs.unreadable(e).getMessage());
        }
    }
}
