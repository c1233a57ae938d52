package io.portage.contracttests.problems;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Stubbed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A service that is not there: nothing was sent, so the key stays free for the next attempt.
@ExtendWith(Lab.class)
class UnavailableServiceIT {
    private final Stubbed gateway;

    UnavailableServiceIT(Stubbed gateway) {
        this.gateway = gateway;
    }

    @AfterEach
    void reset() {
        gateway.world().reset();
    }

    @Provokes(Code.UPSTREAM_UNAVAILABLE)
    @Test
    void postWhenServiceRefusesConnectionThenUnavailableAndKeyFree() {
        var caller = gateway.login("doc");
        var request = Requests.order("lab").with("Idempotency-Key", "refused");
        gateway.world().fault("orders", "{\"kind\": \"refuse\"}");

        assertProblem(caller.send(request))
                .is(503, Code.UPSTREAM_UNAVAILABLE)
                .isRetryable(true)
                .saysWhenToRetry();
        assertProblem(caller.send(Request.of("GET", "/v1/order-sets"))).is(503, Code.UPSTREAM_UNAVAILABLE);
        gateway.world().reset();

        var answer = caller.send(request);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Idempotency-Status")).isEqualTo("executed");
        assertThat(gateway.world().effects("orders", "refused")).isEqualTo(1);
    }
}
