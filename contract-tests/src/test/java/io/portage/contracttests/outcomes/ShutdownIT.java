package io.portage.contracttests.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded.Doomed;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A gateway that is told to end finishes what it has begun.
@ExtendWith(Lab.class)
class ShutdownIT {
    private final Doomed gateway;

    ShutdownIT(Doomed gateway) {
        this.gateway = gateway;
    }

    @Test
    void terminateWhenMutationIsInFlightThenAnsweredBeforeTheEnd() {
        var gate = new CountDownLatch(1);
        gateway.services().answer(new Reply.Held(gate, Reply.json(201, "{\"id\":\"last\"}")));
        try (var client = gateway.caller().begin(Requests.patient().with("Idempotency-Key", "last"))) {
            await().until(() -> gateway.forwarded().size() == 1);

            gateway.process().terminate();
            await("graceful shutdown")
                    .untilAsserted(() -> assertThat(gateway.process().log()).contains("Commencing graceful shutdown"));
            gate.countDown();

            assertThat(client.read("POST").text()).isEqualTo("{\"id\":\"last\"}");
        }
        await().untilAsserted(() -> assertThat(gateway.process().isAlive())
                .as(gateway.process().log())
                .isFalse());
    }
}
