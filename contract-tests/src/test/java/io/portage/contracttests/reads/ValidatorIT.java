package io.portage.contracttests.reads;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.wire.HeaderLine;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Validators of FHIR projections by the bundled contract, before a service that has none.
@ExtendWith(Lab.class)
class ValidatorIT {
    private static final Request CHART = Request.of("GET", "/v1/portal/fhir/Patient/pat");
    private final Recorded gateway;

    ValidatorIT(Recorded gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @Proves({"POR-2.6", "POR-3.5"})
    @Test
    void readWhenTheServiceHasNoTagThenOneIsMadeAndConfirmedUntilItAnswersAnew() {
        var caller = gateway.caller();
        gateway.services().answer(Reply.json(200, "{\"id\":1}"));
        var first = caller.send(CHART);
        var tag = Objects.requireNonNull(first.header("ETag"));
        assertThat(first.values("Cache-Control")).containsExactly("private, no-cache");

        var confirmed = caller.send(CHART.with("If-None-Match", tag));
        assertThat(confirmed.status()).isEqualTo(304);
        assertThat(confirmed.header("ETag")).isEqualTo(tag);
        assertThat(confirmed.values("Content-Type")).isEmpty();
        assertThat(gateway.forwarded()).as("each read reaches the service").hasSize(2);

        gateway.services().answer(Reply.json(200, "{\"id\":2}"));
        var anew = caller.send(CHART.with("If-None-Match", tag));
        assertThat(anew.status()).isEqualTo(200);
        assertThat(anew.text()).isEqualTo("{\"id\":2}");
    }

    @Test
    void readWhenTheServiceFailsThenNoCopyWithoutAContractThatSaysSo() {
        var caller = gateway.caller();
        assertThat(caller.send(CHART).status()).isEqualTo(200);
        gateway.services().answer(Reply.json(503, "{}"));

        assertProblem(caller.send(CHART)).is(503, Code.SERVICE_ERROR);
    }

    @Test
    void readWhenTheServiceForbidsKeepingThenTheClientIsToldSo() {
        gateway.services().answer(Reply.json(200, "{}", new HeaderLine("Cache-Control", "no-store")));

        assertThat(gateway.caller().send(CHART).values("Cache-Control")).containsExactly("private, no-cache, no-store");
    }
}
