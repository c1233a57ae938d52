package io.portage.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The contract files on the class path.
final class BundledContract {
    private static final List<String> FILES =
            List.of("registration.yml", "patient-portal.yml", "immunizations.yml", "orders.yml");

    private BundledContract() {}

    static SyncContract read() {
        var sources = new ArrayList<ContractReader.Source>();
        for (var file : FILES) {
            sources.add(new ContractReader.Source(file, text(file)));
        }
        return ContractReader.read(sources);
    }

    private static String text(String file) {
        try (var stream = BundledContract.class.getResourceAsStream("/sync-contract/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("/sync-contract/" + file + " (expected: on the class path)");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
