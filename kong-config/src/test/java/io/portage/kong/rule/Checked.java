package io.portage.kong.rule;

import io.portage.contract.ContractReader;
import io.portage.contract.SyncContract;
import io.portage.kong.catalogue.Declarations;
import io.portage.kong.model.Finding;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongVersion;
import io.portage.kong.read.Source;
import io.portage.kong.verify.Options;
import io.portage.kong.verify.Reach;
import io.portage.kong.verify.Verifier;
import io.portage.kong.waiver.Baseline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a verification finds in a text.
final class Checked {
    private Checked() {}

    /// Of every route, and of no sync contract.
    static List<Finding> everywhere(String yaml) {
        return verified(yaml, Reach.ALL, null);
    }

    /// Of a sync contract that has one operation.
    static List<Finding> ofOneOperation(String yaml) {
        var contract = contract("contract.yml");
        return verified(yaml, new Reach.Contract(contract), contract);
    }

    /// Of every route, and of a sync contract of which every operation goes astray.
    static List<Finding> ofEverything(String yaml) {
        return verified(yaml, Reach.ALL, contract("everything-wrong-contract.yml"));
    }

    private static SyncContract contract(String file) {
        return ContractReader.read(List.of(new ContractReader.Source(file, text("src/test/resources/rules/" + file))));
    }

    /// As somebody verifies who says nothing.
    static List<Finding> byDefault(String yaml) {
        return verified(yaml, null, null);
    }

    private static List<Finding> verified(String yaml, @Nullable Reach reach, @Nullable SyncContract contract) {
        var options = new Options(
                KongVersion.NEWEST, false, reach, KongConf.UNKNOWN, Declarations.NONE, contract, Baseline.none());
        var source = new Source("kong.yml", yaml.getBytes(StandardCharsets.UTF_8));
        var verification = new Verifier(options).verify(List.of(source));
        if (verification.config() == null) {
            throw new AssertionError(verification.findings() + " (expected: a file that Kong takes)\n" + yaml);
        }
        return verification.findings();
    }

    static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Set<String> rules(List<Finding> findings) {
        var rules = new TreeSet<String>();
        findings.forEach(it -> rules.add(Objects.requireNonNull(it).rule()));
        return rules;
    }
}
