package io.portage.contracttests.kong;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import io.portage.contracttests.headers.HeaderContract;
import io.portage.contracttests.kong.NginxProcess.Chain;
import io.portage.contracttests.wire.HeaderLine;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import io.portage.contracttests.world.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The whole header contract through header-guard in nginx, in front of the gateway: it refuses nothing that is valid.
@OnNginx
@ExtendWith(Lab.class)
@TestInstance(Lifecycle.PER_CLASS)
class HeaderContractThroughNginxIT {
    private static final long SEED = Long.getLong("portage.seed", 20261120);
    /// As the stand-in for correlation-id mints them.
    private static final Pattern MINTED = Pattern.compile("11111111-2222-4333-8444-\\d{12}");

    @TempDir
    private static Path directory;

    private Recorded gateway;
    private NginxProcess nginx;

    @BeforeAll
    void start(Recorded recorded) throws IOException {
        gateway = recorded;
        nginx = NginxProcess.start(directory, gateway.port());
    }

    @AfterAll
    void stop() {
        nginx.close();
    }

    static List<Operation> operations() {
        return SyncContract.bundled().operations();
    }

    private Subject subject(List<HeaderLine> extra) {
        return new Subject(nginx.port(Chain.PORT_39), gateway.services(), gateway.world(), extra);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void forwardWhenSyncHeadersAreSentThenTheyArriveUntouched(Operation operation) {
        gateway.reset();

        assertThat(HeaderContract.violations(subject(List.of()), operation, SEED, MINTED))
                .as("seed %d; nginx said %s", SEED, nginx.log())
                .isEmpty();
    }

    @Test
    void forwardWhenConnectionNamesAHeaderThenTheContractSeesTheRefusals() {
        gateway.reset();
        var operation = SyncContract.bundled().operation("patient.create");
        var trick = List.of(new HeaderLine("Connection", "X-Sent-At"));

        assertThat(HeaderContract.violations(subject(trick), operation, SEED, MINTED))
                .isNotEmpty();
    }
}
