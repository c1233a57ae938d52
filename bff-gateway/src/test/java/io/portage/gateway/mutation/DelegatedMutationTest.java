package io.portage.gateway.mutation;

import static io.portage.gateway.mutation.MutationWorld.ORDER_SET;
import static io.portage.gateway.mutation.MutationWorld.delegated;
import static io.portage.gateway.mutation.MutationWorld.mutation;
import static io.portage.gateway.mutation.MutationWorld.other;
import static io.portage.gateway.problem.ProblemCode.DELEGATION_INVALID;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A mutation made for somebody else: the right to it is asked before a forward as before a stored answer.
final class DelegatedMutationTest {
    private static final String ACTIVE = "{\"active\":true}";
    private static final String REVOKED = "{\"active\":false}";
    private final MutationWorld world = new MutationWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void delegationWhenActiveThenForwarded() {
        world.answer(200, "", ACTIVE);
        world.answer(201, "", "done");
        assertThat(world.run(delegated(mutation(ORDER_SET, "k"))).body()).isEqualTo("done");
        assertThat(world.service.next().line()).startsWith("GET /v1/portal/delegations/check?patientId=somebody");
        assertThat(world.service.next().line()).startsWith("POST /v1/x");
    }

    @Test
    void delegationWhenRefusedThenNothingIsSentAndTheKeyIsFree() {
        world.answer(200, "", REVOKED);
        var refused = world.run(delegated(mutation(ORDER_SET, "k")));
        assertThat(refused.refused().code()).isEqualTo(DELEGATION_INVALID);
        assertThat(refused.refused().members()).doesNotContainKey("outcome");
        world.service.next();
        assertThat(world.service.waiting()).isZero();
        world.answer(201, "", "done");
        assertThat(world.run(other(mutation(ORDER_SET, "k"))).body()).isEqualTo("done");
    }

    @Test
    void delegationWhenItCannotBeCheckedThenNothingIsSentAndTheKeyIsFree() {
        world.answer(500, "", "{}");
        var refused = world.run(delegated(mutation(ORDER_SET, "k")));
        assertThat(refused.refused().code()).isEqualTo(UPSTREAM_UNAVAILABLE);
        assertThat(refused.refused().headers()).containsKey("Retry-After");
        world.service.next();
        assertThat(world.service.waiting()).isZero();
        world.answer(200, "", ACTIVE);
        world.answer(201, "", "done");
        assertThat(world.run(delegated(mutation(ORDER_SET, "k"))).body()).isEqualTo("done");
    }

    @Test
    void delegationWhenRevokedAfterSuccessThenOutcomeButNoBody() {
        world.answer(200, "", ACTIVE);
        world.answer(201, "", "done");
        world.run(delegated(mutation(ORDER_SET, "k")));
        world.answer(200, "", REVOKED);
        var refused = world.run(delegated(mutation(ORDER_SET, "k")));
        assertThat(refused.refused().code()).isEqualTo(DELEGATION_INVALID);
        assertThat(refused.refused().status()).isEqualTo(403);
        assertThat(refused.refused().members()).containsEntry("outcome", "completed");
    }

    @Test
    void delegationWhenRevokedAfterTheAnswerAgedThenOutcome() {
        world.answer(201, "", "done");
        world.run(mutation(ORDER_SET, "k"));
        world.clock.advance(Duration.ofHours(25));
        world.answer(200, "", REVOKED);
        var refused = world.run(delegated(mutation(ORDER_SET, "k")));
        assertThat(refused.refused().code()).isEqualTo(DELEGATION_INVALID);
        assertThat(refused.refused().members()).containsEntry("outcome", "completed");
    }

    @Test
    void delegationWhenRefusedWithoutKeyThenNothingIsSent() {
        world.answer(200, "", REVOKED);
        assertThat(world.run(delegated(mutation(ORDER_SET, null))).refused().code())
                .isEqualTo(DELEGATION_INVALID);
        world.service.next();
        assertThat(world.service.waiting()).isZero();
    }
}
