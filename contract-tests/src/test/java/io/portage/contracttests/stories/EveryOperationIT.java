package io.portage.contracttests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Stubbed;
import io.portage.stubs.SampleRequest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The whole sync contract through the gateway, accepted by the service that owns each operation.
@ExtendWith(Lab.class)
class EveryOperationIT {
    private final Stubbed gateway;

    EveryOperationIT(Stubbed gateway) {
        this.gateway = gateway;
    }

    static List<Operation> operations() {
        return SyncContract.bundled().operations();
    }

    @BeforeEach
    void reset() {
        gateway.world().reset();
    }

    @Proves({"POR-1.1", "PLAT-1.2", "PLAT-4.4"})
    @ParameterizedTest
    @MethodSource("operations")
    void sendWhenRequestIsWhatTheServiceExpectsThenItsOwnerAnswers(Operation operation) {
        var unique = UUID.randomUUID().toString();
        if (operation.id().equals("portal.get-export")) {
            unique = Answers.id(send(SyncContract.bundled().operation("portal.start-export"), unique));
            gateway.world().reset();
        }

        Answers.success(send(operation, unique));

        var received = gateway.world().received(operation.service());
        assertThat(received)
                .anyMatch(request -> request.path("method").asString().equals(operation.method()));
    }

    private Message send(Operation operation, String unique) {
        var sample = SampleRequest.of(operation, unique);
        var request = Request.of(sample.method(), sample.target());
        var typed = sample.contentType().isEmpty() ? request : request.with("Content-Type", sample.contentType());
        return caller(operation).send(typed.body(sample.body()).with("Idempotency-Key", unique));
    }

    private Caller caller(Operation operation) {
        return gateway.login(operation.roles().contains("patient") ? "pat" : "doc");
    }

    @Test
    void headWhenPathCanBeReadThenAnsweredAsGetWithoutBody() {
        var answer = gateway.login("pat").send(Request.of("HEAD", "/v1/portal/fhir/Patient/pat"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.values("ETag")).hasSize(1);
        assertThat(answer.values("X-Correlation-Id")).hasSize(1);
    }
}
