package io.portage.contracttests.problems;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded.Cramped;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A gateway with room for two mutations per caller and three records: beyond is refused, and nothing is executed.
@ExtendWith(Lab.class)
class CapacityProblemsIT {
    /// Frees the keys again: the store would not forget what took effect.
    private static final Reply WITHOUT_EFFECT = Reply.json(409, "{\"code\":\"NOT_NOW\"}");

    private final Cramped gateway;
    private final CountDownLatch gate = new CountDownLatch(1);

    CapacityProblemsIT(Cramped gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void holdServices() {
        gateway.reset();
        gateway.services().answer(new Reply.Held(gate, WITHOUT_EFFECT));
    }

    @AfterEach
    void releaseServices() {
        gate.countDown();
    }

    @Provokes(Code.OVERLOADED)
    @Test
    void postWhenCallerHasTooManyInFlightThenOverloaded() {
        var caller = gateway.caller();
        try (var first = begin(caller, 1);
                var second = begin(caller, 2)) {
            assertRefused(caller, Code.OVERLOADED);

            finish(first, second);
        }
    }

    @Provokes(Code.IDEMPOTENCY_STORE_UNAVAILABLE)
    @Test
    void postWhenStoreIsFullOfMutationsInFlightThenStoreUnavailable() {
        var caller = gateway.caller();
        var other = gateway.caller();
        try (var first = begin(caller, 1);
                var second = begin(caller, 2);
                var third = begin(other, 3)) {
            assertRefused(other, Code.IDEMPOTENCY_STORE_UNAVAILABLE);

            finish(first, second, third);
        }
    }

    /// Bodies hold memory from their first byte on; those that never end give it back in the end.
    @Test
    void postWhenBodiesComeTooSlowlyThenTheirRoomIsTakenForAWhileOnly() {
        gate.countDown();
        var other = gateway.caller();
        var large = keyed().body("{\"family\":\"" + "x".repeat(3 << 10) + "\"}");
        try (var slow = gateway.caller().begin(large.with("Content-Length", String.valueOf(8 << 10)))) {
            var refused = await().until(() -> other.send(large), answer -> answer.status() == 503);
            assertProblem(refused)
                    .is(503, Code.OVERLOADED)
                    .hasHeader("Connection", "close")
                    .saysWhenToRetry();

            assertProblem(slow.read("POST"))
                    .is(400, Code.REQUEST_MALFORMED)
                    .says("(expected: all of it within PT2S)")
                    .hasHeader("Connection", "close");
            // given back a moment after the answer's last byte
            await().until(() -> other.send(large).status() == 409);
        }
    }

    private void assertRefused(Caller caller, Code code) {
        var forwarded = gateway.forwarded().size();

        assertProblem(caller.send(keyed())).is(503, code).isRetryable(true).saysWhenToRetry();
        assertThat(gateway.forwarded()).hasSize(forwarded);
    }

    /// What had a place gets its answer.
    private void finish(RawClient... clients) {
        gate.countDown();
        assertThat(clients)
                .allSatisfy(client -> assertThat(client.read("POST").status()).isEqualTo(409));
    }

    private RawClient begin(Caller caller, int arrivals) {
        var client = caller.begin(keyed());
        await().until(() -> gateway.forwarded().size() == arrivals);
        return client;
    }

    private static Request keyed() {
        return Requests.patient().with("Idempotency-Key", UUID.randomUUID().toString());
    }
}
