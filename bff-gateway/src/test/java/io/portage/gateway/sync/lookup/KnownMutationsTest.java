package io.portage.gateway.sync.lookup;

import static io.portage.gateway.problem.ProblemCode.ACCESS_DENIED;
import static io.portage.gateway.problem.ProblemCode.DELEGATION_INVALID;
import static io.portage.gateway.problem.ProblemCode.MODULE_NOT_ACTIVE;
import static io.portage.gateway.problem.ProblemCode.RESPONSE_NOT_REPLAYABLE;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_UNAVAILABLE;
import static io.portage.gateway.sync.lookup.LookUpWorld.ANSWER;
import static io.portage.gateway.sync.lookup.LookUpWorld.PAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.TestClock;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.headers.Key;
import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.sync.lookup.KnownMutation.State;
import io.portage.gateway.upstream.RawService;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a caller may know of its mutations, and when their answers are not for it any more.
final class KnownMutationsTest {
    private static final String REFILL = "portal.request-refill";

    private final LookUpWorld world = new LookUpWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private KnownMutation found(Caller caller) {
        return Objects.requireNonNull(world.find(caller, "k"), "what is known");
    }

    private static void isShown(KnownMutation known) {
        assertThat(known.withheld()).isNull();
        var answer = Objects.requireNonNull(known.response(), "the answer");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers()).isEqualTo(ANSWER.headers());
        assertThat(answer.body()).isEqualTo(ANSWER.body());
    }

    /// That it took effect is told all the same.
    private static void isWithheld(KnownMutation known, ProblemCode code) {
        assertThat(known.state()).isEqualTo(State.COMPLETED);
        assertThat(known.firstSeen()).isEqualTo(TestClock.START);
        assertThat(known.response()).isNull();
        assertThat(Objects.requireNonNull(known.withheld(), "the reason").code())
                .isEqualTo(code);
    }

    @Test
    void findWhenNeverUsedOrFreeAgainOrSomebodyElsesThenNothing() {
        assertThat(world.find(PAT, "k")).isNull();
        world.store.release(world.claimed("free")).block();
        assertThat(world.find(PAT, "free")).isNull();
        world.completed("k", REFILL, null);
        assertThat(world.find(new Caller("north", "sam", Set.of("patient"), Set.of()), "k"))
                .isNull();
        assertThat(world.find(new Caller("south", "pat", Set.of("patient"), Set.of()), "k"))
                .isNull();
    }

    @Test
    void findWhenCompletedThenItsAnswerByteForByte() {
        world.completed("k", REFILL, null);
        var known = found(PAT);
        assertThat(known.state()).isEqualTo(State.COMPLETED);
        assertThat(known.firstSeen()).isEqualTo(TestClock.START);
        isShown(known);
        assertThat(world.portal.waiting()).isZero();
    }

    @Test
    void findWhenRunningThenForHowLongItMayBe() {
        world.claimed("k");
        world.clock.advance(Duration.ofSeconds(5));
        assertThat(found(PAT)).isEqualTo(KnownMutation.running(TestClock.START, ClaimBuilder.LEASE.minusSeconds(5)));
    }

    @Test
    void findWhenItsOwnerFellSilentThenUnknown() {
        world.claimed("k");
        world.clock.advance(ClaimBuilder.LEASE.plusMillis(1));
        assertThat(found(PAT)).isEqualTo(KnownMutation.of(State.UNKNOWN, TestClock.START));
    }

    @Test
    void findWhenTheAnswerIsNoLongerKeptThenExpired() {
        world.completed("k", REFILL, "somebody");
        world.clock.advance(LookUpWorld.RETENTION.response());
        assertThat(found(PAT)).isEqualTo(KnownMutation.of(State.EXPIRED_RECORD, TestClock.START));
        assertThat(world.portal.waiting()).isZero();
    }

    @Test
    void findWhenTheCallerHasLostTheRoleThenWithheld() {
        world.completed("k", "order.create", null);
        isWithheld(found(PAT), ACCESS_DENIED);
        isShown(found(new Caller("north", "pat", Set.of("clinician"), Set.of())));
    }

    @Test
    void findWhenTheTenantHasLostTheModuleThenWithheld() {
        world.completed("k", "patient.create", null);
        var roles = Set.of("clinician");
        isWithheld(found(new Caller("north", "pat", roles, Set.of(), Set.of(), null)), MODULE_NOT_ACTIVE);
        isShown(found(new Caller("north", "pat", roles, Set.of(), Set.of("ehr.registration"), null)));
    }

    @Test
    void findWhenMadeForThePatientWhoAsksThenShownWithoutAQuestion() {
        world.completed("k", REFILL, "pat");
        isShown(found(PAT));
        assertThat(world.portal.waiting()).isZero();
    }

    @Test
    void findWhenTheDelegationIsActiveThenShown() {
        world.completed("k", REFILL, "somebody");
        world.portalSays(200, "{\"active\":true}");
        isShown(found(PAT));
        RawService.Request asked = world.portal.next();
        assertThat(asked.line()).startsWith("GET /v1/portal/delegations/check?patientId=somebody");
        assertThat(asked.values("Authorization")).containsExactly("Bearer t");
        assertThat(asked.values("X-Correlation-Id")).containsExactly("id");
    }

    @Test
    void findWhenTheDelegationIsRevokedThenWithheld() {
        world.completed("k", REFILL, "somebody");
        world.portalSays(200, "{\"active\":false}");
        isWithheld(found(PAT), DELEGATION_INVALID);
    }

    @Test
    void findWhenTheDelegationCannotBeCheckedThenWithheldForNow() {
        world.completed("k", REFILL, "somebody");
        world.portalSays(500, "{}");
        isWithheld(found(PAT), UPSTREAM_UNAVAILABLE);
        world.portalSays(200, "{\"active\":true}");
        isShown(found(PAT));
    }

    @Test
    void findWhenTheRoleIsLostThenTheDelegationIsNotAskedFor() {
        world.completed("k", REFILL, "somebody");
        isWithheld(found(new Caller("north", "pat", Set.of(), Set.of())), ACCESS_DENIED);
        assertThat(world.portal.waiting()).isZero();
    }

    @Test
    void findWhenThereIsNoTokenToAskWithThenWithheld() {
        world.completed("k", REFILL, "somebody");
        var known = world.mutations.find(PAT, new Key("k"), "id", null).blockOptional(LookUpWorld.PATIENCE);
        isWithheld(known.orElseThrow(), RESPONSE_NOT_REPLAYABLE);
        assertThat(world.portal.waiting()).isZero();
    }

    @Test
    void findWhenItIsNotKnownWhatTheAnswerWasForThenWithheld() {
        world.completed("k", ANSWER);
        isWithheld(found(PAT), RESPONSE_NOT_REPLAYABLE);
    }

    @Test
    void findWhenTheContractHasTheOperationNoLongerThenWithheld() {
        world.completed("k", "portal.abolished", null);
        isWithheld(found(PAT), RESPONSE_NOT_REPLAYABLE);
    }
}
