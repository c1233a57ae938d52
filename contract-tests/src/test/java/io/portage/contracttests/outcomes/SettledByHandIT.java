package io.portage.contracttests.outcomes;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.OnRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A refill whose outcome nobody knows, until somebody has looked at the portal and says it with the gateway's jar.
@ExtendWith(Lab.class)
class SettledByHandIT {
    private static final String PORTAL = "patient-portal";

    private final OnRedis gateway;
    private final Caller caller;
    private final String key = UUID.randomUUID().toString();
    private final Request refill;

    SettledByHandIT(OnRedis gateway) {
        this.gateway = gateway;
        this.caller = gateway.caller();
        this.refill = Requests.refill(caller.subject()).with("Idempotency-Key", key);
    }

    @BeforeEach
    @AfterEach
    void reset() {
        gateway.world().reset();
    }

    private void lose(String fault) {
        gateway.world().fault(PORTAL, fault);
        assertThat(caller.send(refill).status()).isBetween(500, 599);
        assertProblem(caller.send(refill)).is(409, Code.OUTCOME_UNKNOWN);
    }

    private String[] arguments(String... more) {
        var arguments = new ArrayList<>(List.of(key, "--tenant", "north", "--subject", caller.subject()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private int effects() {
        return gateway.world().effects(PORTAL, key);
    }

    @Test
    void settleWhenItHadNoEffectThenTheSameRequestRuns() {
        lose("{\"kind\": \"status\", \"status\": 500, \"times\": 1}");
        assertThat(effects()).isZero();

        var settled = gateway.settle(arguments("--as", "no-effect", "--because", "no refill in the portal"));

        assertThat(settled.exit()).as("%s", settled).isZero();
        assertThat(settled.output()).startsWith("outcome        settled as no-effect: ");
        var retry = caller.send(refill);
        assertThat(retry.status()).isEqualTo(201);
        assertThat(retry.header("Idempotency-Status")).isEqualTo("executed");
        assertThat(effects()).isEqualTo(1);
        assertThat(caller.send(refill).header("Idempotency-Status")).isEqualTo("replayed");
    }

    @Test
    void settleWhenItTookEffectThenARetryIsToldSoAndRunsNothing() {
        lose("{\"kind\": \"reset\", \"times\": 1}");
        assertThat(effects()).isEqualTo(1);

        var settled = gateway.settle(arguments("--as", "completed", "--because", "the refill is in the portal"));

        assertThat(settled.exit()).as("%s", settled).isZero();
        assertThat(settled.errors().lines()).singleElement().asString().startsWith("audit {");
        assertThat(settled.output() + settled.errors()).doesNotContain(key, caller.subject(), "north");
        assertProblem(caller.send(refill)).is(409, Code.RESPONSE_NOT_REPLAYABLE);
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void settleWhenAskedWithTheCredentialOfGatewaysThenRefusedByRedis() {
        lose("{\"kind\": \"reset\", \"times\": 1}");

        var settled = gateway.settleAsGateway(arguments("--as", "no-effect", "--because", "nobody looked"));

        assertThat(settled.exit()).as("%s", settled).isEqualTo(3);
        assertThat(settled.errors()).startsWith("settle: Redis's ACL forbids it: ");
        assertProblem(caller.send(refill)).is(409, Code.OUTCOME_UNKNOWN);
    }

    @Test
    void settleWhenItSucceededThenRefusedAndStillReplayed() {
        assertThat(caller.send(refill).status()).isEqualTo(201);

        var settled = gateway.settle(arguments("--as", "no-effect", "--because", "a wrong key"));

        assertThat(settled.exit()).as("%s", settled).isEqualTo(1);
        assertThat(settled.output()).contains("was            completed: a retry gets the same answer");
        assertThat(caller.send(refill).header("Idempotency-Status")).isEqualTo("replayed");
    }
}
