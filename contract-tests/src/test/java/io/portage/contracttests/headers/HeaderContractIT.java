package io.portage.contracttests.headers;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation of the sync contract, whatever is added to it, keeps the header contract.
@ExtendWith(Lab.class)
class HeaderContractIT {
    private static final long SEED = Long.getLong("portage.seed", 20261120);
    private final Recorded gateway;

    HeaderContractIT(Recorded gateway) {
        this.gateway = gateway;
    }

    static List<Operation> operations() {
        return SyncContract.bundled().operations();
    }

    @Proves({"TR-OFF-002", "TR-OFF-005", "TR-OFF-006", "PLAT-4.5", "PLAT-6.1", "PLAT-7.1", "PLAT-7.2", "PLAT-7.3"})
    @ParameterizedTest
    @MethodSource("operations")
    void forwardWhenSyncHeadersAreSentThenTheyArriveUntouched(Operation operation) {
        gateway.reset();

        assertThat(HeaderContract.violations(gateway.subject(), operation, SEED))
                .as("seed %d", SEED)
                .isEmpty();
    }
}
