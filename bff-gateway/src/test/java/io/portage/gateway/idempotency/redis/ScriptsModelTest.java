package io.portage.gateway.idempotency.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.embedded.EmbeddedMachine;
import io.portage.gateway.idempotency.model.Call;
import io.portage.gateway.idempotency.model.Edge;
import io.portage.gateway.idempotency.model.Exploration;
import io.portage.gateway.idempotency.model.Flaw;
import io.portage.gateway.idempotency.model.Machine;
import io.portage.gateway.idempotency.model.Machine.Outcome;
import io.portage.gateway.idempotency.model.Row;
import io.portage.gateway.idempotency.model.Setting;
import io.portage.gateway.idempotency.model.Told;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The scripts in the worlds of the model: they do what the state machine of the embedded store does in every situation
/// that it met, and a flaw in them is found.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ScriptsModelTest {
    private static final int AT_ONCE = 500;

    private final RedisProcess redis = RedisProcess.start();
    private final RedisWire wire = redis.connect();
    private final RedisMachine scripts = new RedisMachine(wire, sound -> sound::text);
    private final Machine transitions = new EmbeddedMachine();

    @AfterAll
    void close() {
        wire.close();
        redis.close();
    }

    /// Every call that any of the worlds makes, and the same at each instant at which its outcome might change.
    private List<Edge> edges() {
        return Stream.of(Setting.quick())
                .flatMap(List::stream)
                .flatMap(setting -> Exploration.of(setting, transitions).edges().stream())
                .distinct()
                .flatMap(Edge::aroundItsInstants)
                .distinct()
                .toList();
    }

    private static Stream<List<Edge>> batches(List<Edge> edges) {
        return Stream.iterate(0, start -> start < edges.size(), start -> start + AT_ONCE)
                .map(start -> edges.subList(start, Math.min(start + AT_ONCE, edges.size())));
    }

    @Test
    void scriptsWhenAskedWhatTheModelAskedThenAnswerAndRecordAreThoseOfTheTransitions() {
        var edges = edges();
        batches(edges).forEach(batch -> {
            var outcomes = scripts.runAll(batch);
            for (int i = 0; i < batch.size(); i++) {
                var edge = batch.get(i);
                assertThat(lasting(outcomes.get(i)))
                        .as(edge.toString())
                        .isEqualTo(lasting(transitions.run(edge.row(), edge.call())));
            }
        });
        System.out.println("scripts: " + edges.size() + " calls, each as in the model");
        assertThat(edges).hasSizeGreaterThan(5_000);
    }

    /// A record past its time is no longer there. One with a millisecond left may be gone already: Redis looks at its
    /// clock twice when it is told of that millisecond.
    private static Outcome lasting(Outcome outcome) {
        return new Outcome(outcome.told(), lasting(outcome.row()));
    }

    private static @Nullable Row lasting(@Nullable Row row) {
        return row == null || (row.state() != Row.State.RUNNING && row.until() <= 1) ? null : row;
    }

    /// What nobody waits for any more is not begun; whatever else is known is told as ever.
    @Test
    void claimsWhenTheirCallersHaveGivenUpThenNothingBegins() {
        var claims = edges().stream()
                .filter(edge -> edge.call() instanceof Call.Claim)
                .toList();
        batches(claims).forEach(batch -> {
            var replies = scripts.runTooLate(batch);
            for (int i = 0; i < batch.size(); i++) {
                tooLate(batch.get(i), replies.get(i));
            }
        });
        assertThat(claims).hasSizeGreaterThan(1_000);
    }

    private void tooLate(Edge edge, Reply reply) {
        var inTime = transitions.run(edge.row(), edge.call());
        boolean begins = inTime.told().kind() == Told.Kind.ACQUIRED && !Objects.equals(inTime.row(), edge.row());
        assertThat(reply.isTooLate()).as(edge.toString()).isEqualTo(begins);
        if (begins) {
            assertThat(reply.row()).as(edge.toString()).isIn(edge.row(), transitions.swept(edge.row()));
        } else {
            assertThat(lasting(reply.outcome())).as(edge.toString()).isEqualTo(lasting(inTime));
        }
    }

    @ParameterizedTest
    @EnumSource
    void scriptsWhenFlawedThenTheModelFindsIt(Flaw flaw) {
        var flawed = new RedisMachine(wire, FlawedScripts.with(flaw));
        var result = Exploration.of(flaw.setting(), flawed);
        assertThat(result.trace()).as(result.toString()).startsWith("BROKEN: " + flaw.law());
    }
}
