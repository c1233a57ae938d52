package io.portage.contracttests.outcomes;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Dedupe.Carrier;
import io.portage.contract.Operation;
import io.portage.contract.QueueRule.PerItem;
import io.portage.contract.QueueRule.Within;
import io.portage.contract.SyncContract;
import io.portage.contracttests.problems.Code;
import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.sample.Sample;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// An attempt whose outcome nobody knows goes out again only where the service recognises it by something that the
/// request carries: asked for every mutation of the sync contract, with every carrier that it can have.
@ExtendWith(Lab.class)
class UnknownOutcomeIT {
    private final Recorded gateway;
    private final Caller caller;

    UnknownOutcomeIT(Recorded gateway) {
        this.gateway = gateway;
        this.caller = gateway.caller();
    }

    @BeforeEach
    @AfterEach
    void reset() {
        gateway.reset();
    }

    static Stream<Arguments> attempts() {
        return SyncContract.bundled().operations().stream()
                .filter(Operation::mutates)
                .flatMap(operation -> carriers(operation).map(carriers -> Arguments.of(operation, carriers)));
    }

    /// The ways in which a request of that operation can be keyed, each by what it carries.
    private static Stream<Set<Carrier>> carriers(Operation operation) {
        var base = EnumSet.noneOf(Carrier.class);
        if (operation.queue() instanceof Within within && within.version() != null) {
            base.add(Carrier.VERSION);
        }
        if (operation.queue() instanceof PerItem) {
            base.add(Carrier.ITEM);
        }
        var byHeader = EnumSet.copyOf(base);
        byHeader.add(Carrier.HEADER);
        var byBody = EnumSet.copyOf(base);
        byBody.add(Carrier.BODY);
        return operation.key().body() == null ? Stream.of(byHeader) : Stream.of(byHeader, byBody);
    }

    @Proves({"REG-3.3", "IMM-2.1", "ORD-2.2", "POR-2.4"})
    @ParameterizedTest
    @MethodSource("attempts")
    void sendWhenOutcomeIsUnknownThenSentAgainOnlyIfServiceRecognisesIt(Operation operation, Set<Carrier> carried) {
        var request = request(operation, carried);
        gateway.services().answer(new Reply.Reset());
        assertProblem(caller.send(request)).is(502, Code.UPSTREAM_FAILED);
        assertThat(gateway.forwarded()).hasSize(1);
        var firstBytes = gateway.forwarded().getFirst().body();
        gateway.services().reset();

        var second = caller.send(request);

        if (operation.dedupe().carriers().stream().anyMatch(carried::contains)) {
            assertThat(second.status()).isEqualTo(201);
            assertThat(second.header("Idempotency-Status")).isEqualTo("executed");
            assertThat(gateway.forwarded())
                    .singleElement()
                    .satisfies(message -> assertThat(message.body()).isEqualTo(firstBytes));
        } else {
            assertProblem(second).is(409, Code.OUTCOME_UNKNOWN);
            assertThat(gateway.forwarded()).isEmpty();
        }
    }

    private Request request(Operation operation, Set<Carrier> carried) {
        var key = UUID.randomUUID().toString();
        var sample = Sample.of(operation, caller.subject());
        return carried.contains(Carrier.BODY)
                ? sample.withBodyKey(key).request()
                : sample.request().with("Idempotency-Key", key);
    }

    @Test
    void sendWhenServiceWillSoonForgetTheFirstAttemptThenNotSentAgain() {
        var request = Requests.patient().with("Idempotency-Key", "window");
        gateway.services().answer(new Reply.Reset());
        caller.send(request);
        gateway.world().advance(Duration.ofHours(22).plusMinutes(55));
        assertProblem(renewed().send(request)).is(502, Code.UPSTREAM_FAILED);
        assertThat(gateway.forwarded()).hasSize(2);
        gateway.world().advance(Duration.ofMinutes(10));

        assertProblem(renewed().send(request)).is(409, Code.OUTCOME_UNKNOWN);
        assertThat(gateway.forwarded()).hasSize(2);
    }

    @Test
    void sendWhenVersionMakesASecondEffectImpossibleThenSentAgainHoweverLate() {
        var cancel =
                Request.json("POST", "/v1/orders/o1/cancel", "{\"version\":3}").with("Idempotency-Key", "late");
        gateway.services().answer(new Reply.Reset());
        caller.send(cancel);
        gateway.services().reset();
        gateway.world().advance(Duration.ofDays(3));

        assertThat(renewed().send(cancel).status()).isEqualTo(201);
    }

    private Caller renewed() {
        return caller.with(gateway.world().of(caller.subject()));
    }
}
