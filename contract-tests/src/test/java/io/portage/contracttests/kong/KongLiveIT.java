package io.portage.contracttests.kong;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import io.portage.contracttests.headers.HeaderContract;
import io.portage.contracttests.problems.Code;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import io.portage.contracttests.world.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The whole header contract through a real Kong in front of the gateway, with what we ship.
@EnabledIf(
        value = "io.portage.contracttests.kong.KongProcess#isInstalled",
        disabledReason = "kong is not on the PATH, and Docker has no image of it")
@ExtendWith(Lab.class)
@TestInstance(Lifecycle.PER_CLASS)
class KongLiveIT {
    private static final long SEED = Long.getLong("portage.seed", 20261120);
    /// Kong's own, by correlation-id or, where it did not run, by header-guard.
    private static final Pattern MINTED =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    @TempDir
    private static Path directory;

    private Recorded gateway;
    private KongProcess kong;

    @BeforeAll
    void start(Recorded recorded) throws IOException {
        gateway = recorded;
        kong = KongProcess.start(directory, RenderedConfiguration.write(directory, gateway.world(), gateway.port()));
    }

    @AfterAll
    void stop() {
        if (kong != null) {
            kong.close();
        }
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    static List<Operation> operations() {
        return SyncContract.bundled().operations();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void forwardWhenSyncHeadersAreSentThenTheyArriveUntouched(Operation operation) {
        var subject = new Subject(kong.port(), gateway.services(), gateway.world(), List.of());

        assertThat(HeaderContract.violations(subject, operation, SEED, MINTED))
                .as("seed %d; kong said %s", SEED, kong.log())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Connection, Idempotency-Key",
        "Connection, 'keep-alive, AUTHORIZATION;q=1'",
        "Idempotency_Key, k",
        "X_Correlation_Id, c",
        "X-Queued-At, yesterday"
    })
    void postWhenAHeaderIsDoubtfulThenKongRefuses(String name, String value) {
        var answer = RawClient.send(kong.port(), Requests.patient().with(name, value));

        assertProblem(answer).is(400, Code.HEADER_INVALID);
        assertThat(gateway.forwarded()).isEmpty();
    }

    @Test
    void getWhenKongAnswersItselfThenItIsAProblem() {
        assertProblem(RawClient.send(kong.port(), Request.of("GET", "/nothing/here")))
                .is(404, Code.OPERATION_UNKNOWN);
        assertProblem(RawClient.send(kong.port(), Requests.patient().with("X-Correlation-Id", "c")))
                .is(401, Code.TOKEN_MISSING);
        assertThat(gateway.forwarded()).isEmpty();
    }
}
