package io.portage.gateway.sync.burst;

import static io.portage.gateway.problem.ProblemCode.OVERLOADED;
import static io.portage.gateway.problem.ProblemCode.RATE_LIMITED;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.caller.Caller;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.sync.admission.FairGate;
import io.portage.gateway.sync.budget.EmbeddedRateBudget;
import io.portage.gateway.upstream.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// When an item of a burst is sent, and when it is not.
final class TurnsTest {
    private static final Caller PAT = new Caller("north", "pat", Set.of(), Set.of());
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Answer ANSWER = new Answer(201, List.of(), new byte[9 << 20]);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
    private final EmbeddedRateBudget budget = new EmbeddedRateBudget(10, 2, () -> 0);
    private final FairGate gate = new FairGate(1, 10, LIMIT);
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicLong later = new AtomicLong(17);
    private final AtomicBoolean stopping = new AtomicBoolean();

    private Turns turns(int tokens) {
        return turns(gate, tokens);
    }

    private Turns turns(FairGate places, int tokens) {
        return new Turns(
                new Turns.Rules(places, budget, now::get, LIMIT, stopping::get), PAT, tokens, later::getAndIncrement);
    }

    private Rejection refused(Turns turns) {
        return send(turns)
                .<Rejection>map(answer -> {
                    throw new AssertionError(answer + " (expected: a refusal)");
                })
                .onErrorResume(RejectedException.class, refused -> Mono.just(refused.rejection()))
                .blockOptional()
                .orElseThrow();
    }

    private Mono<Answer> send(Turns turns) {
        return turns.of(Mono.fromSupplier(() -> {
            sent.incrementAndGet();
            return ANSWER;
        }));
    }

    @Test
    void ofWhenTheBudgetIsSpentThenTheRestIsToldWhenItWillDo() {
        var turns = turns(2);
        send(turns).block();
        send(turns).block();
        assertThat(List.of(refused(turns), refused(turns), refused(turns)))
                .allMatch(refusal -> refusal.code() == RATE_LIMITED)
                .extracting(refusal -> refusal.headers().get("Retry-After"))
                .containsExactly("1", "1", "2");
        assertThat(sent).hasValue(2);
    }

    @Test
    void endWhenTokensAreLeftThenTheCallerHasThemAgainAndNothingMoreIsSent() {
        var taken = budget.take(PAT, 10).blockOptional().orElseThrow();
        var turns = turns(taken);
        send(turns).block();
        turns.end().block();
        turns.end().block();
        assertThat(budget.take(PAT, 100).block()).isEqualTo(9);
        assertThat(refused(turns).code()).isEqualTo(RATE_LIMITED);
    }

    @Test
    void ofWhenTheGatewayIsAboutToEndThenNothingMoreIsSent() {
        var turns = turns(10);
        send(turns).block();
        stopping.set(true);
        assertThat(refused(turns).code()).isEqualTo(OVERLOADED);
        assertThat(sent).hasValue(1);
    }

    @Test
    void ofWhenTheBurstTakesTooLongThenNothingMoreIsSent() {
        var turns = turns(10);
        now.addAndGet(LIMIT.toNanos());
        send(turns).block();
        now.incrementAndGet();
        assertThat(refused(turns).code()).isEqualTo(OVERLOADED);
        assertThat(sent).hasValue(1);
    }

    @Test
    void ofWhenAnswersPileUpThenNothingMoreIsSentUntilTheyAreWritten() {
        var turns = turns(10);
        turns.hold(ANSWER);
        send(turns).block();
        turns.hold(ANSWER);
        assertThat(refused(turns).code()).isEqualTo(OVERLOADED);
        turns.release(ANSWER);
        send(turns).block();
        assertThat(sent).hasValue(2);
    }

    @Test
    void ofWhenNobodyGivesWayThenOverloaded() {
        var stuck = new FairGate(1, 0, LIMIT);
        stuck.inside("x", Mono::never).subscribe();
        assertThat(refused(turns(stuck, 1)).code()).isEqualTo(OVERLOADED);
        assertThat(sent).hasValue(0);
    }

    @Test
    void ofWhenThereIsNoPlaceThenItemsOfABurstComeBackTogetherAndOtherBurstsLater() {
        var one = turns(10);
        var other = turns(10);
        stopping.set(true);
        assertThat(List.of(refused(one), refused(one), refused(other), refused(one)))
                .extracting(refusal -> refusal.headers().get("Retry-After"))
                .containsExactly("17", "17", "18", "17");
    }
}
