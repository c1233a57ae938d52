package io.portage.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.ContractReader;
import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract of the gateways differs from the bundled one in its time-outs alone.
final class HastyContractTest {
    @Test
    void writeThenAllOperationsAreThereAndAllInAHurry(@TempDir Path folder) throws IOException {
        var hasty = ContractReader.readDirectory(HastyContract.writeBelow(folder));
        var bundled = SyncContract.bundled();
        assertThat(hasty.operations()).extracting(Operation::timeout).containsOnly(Timing.SERVICE);
        assertThat(hasty.operations()).hasSameSizeAs(bundled.operations()).allSatisfy(operation -> {
            var ordinary = bundled.operation(operation.id());
            assertThat(operation.dedupe()).isEqualTo(ordinary.dedupe());
            assertThat(operation.queue()).isEqualTo(ordinary.queue());
            assertThat(operation.noEffect()).isEqualTo(ordinary.noEffect());
        });
    }
}
