package io.portage.gateway.sync.burst;

import static io.portage.gateway.sync.burst.DependenciesTest.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.correlation.CorrelationId;
import io.portage.gateway.correlation.Uuid7;
import io.portage.gateway.upstream.Answer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/// What of a burst is begun, and when.
final class BurstRunTest {
    private static final Answer CREATED = new Answer(201, List.of(), new byte[0]);
    private static final long SEED = 20261121;
    private final Refusals refusals =
            new Refusals(new CorrelationId(new Uuid7(InstantSource.system(), new Random(SEED))));
    private final List<Integer> sent = new CopyOnWriteArrayList<>();
    private final List<Answer> known = new CopyOnWriteArrayList<>();
    private final List<Sinks.One<Answer>> answers = new ArrayList<>();

    private BurstRun run(List<Entry> entries, int atOnce, BurstRun.Earlier earlier) {
        entries.forEach(_ -> answers.add(Sinks.one()));
        return new BurstRun(
                new Dependencies(entries),
                new BurstRun.Parts(
                        (entry, _) -> {
                            sent.add(entry.label().index());
                            return answers.get(entry.label().index()).asMono();
                        },
                        earlier,
                        refusals,
                        known::add,
                        atOnce,
                        1 << 20));
    }

    private static List<Entry> independent(int count) {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < count; i++) {
            entries.add(entry(i, "k" + i, null, null));
        }
        return entries;
    }

    private void answer(int index) {
        answers.get(index).tryEmitValue(CREATED);
    }

    @Test
    void resultsWhenNobodyAsksForMoreThenNothingMoreBegins() {
        var run = run(independent(10), 2, _ -> Mono.empty());
        StepVerifier.create(run.results(), 1)
                .then(() -> assertThat(sent).containsExactly(0, 1))
                .then(() -> answer(1))
                .expectNextMatches(result -> result.label().index() == 1)
                .then(() -> assertThat(sent).containsExactly(0, 1, 2))
                .then(() -> answer(0))
                .then(() -> answer(2))
                .then(() -> assertThat(sent).containsExactly(0, 1, 2))
                .thenRequest(1)
                .expectNextCount(1)
                .then(() -> assertThat(sent).hasSizeBetween(4, 5))
                .thenCancel()
                .verify();
    }

    @Test
    void resultsWhenAnswersWaitToBeAskedForThenTheyCountAlready() {
        var run = run(independent(10), 2, _ -> Mono.empty());
        StepVerifier.create(run.results(), 0)
                .then(() -> answer(1))
                .then(() -> answer(0))
                .then(() -> assertThat(known).hasSize(2))
                .thenRequest(1)
                .expectNextCount(1)
                .then(() -> assertThat(known).hasSize(2))
                .thenCancel()
                .verify();
    }

    @Test
    void resultsWhenCancelledThenNothingMoreBegins() {
        var run = run(independent(10), 2, _ -> Mono.empty());
        var subscription = run.results().subscribe();
        answer(0);
        assertThat(sent).containsExactly(0, 1, 2);
        subscription.dispose();
        answer(1);
        answer(2);
        assertThat(sent).containsExactly(0, 1, 2);
    }

    @Test
    void resultsWhenWhatIsKnownFromBeforeIsNotSettledThenHeld() {
        var run = run(
                List.of(entry(0, "a", null, "earlier"), entry(1, "b", null, "a")),
                16,
                _ -> Mono.just(new Predecessor.Held()));
        StepVerifier.create(run.results())
                .expectNextMatches(
                        result -> !result.isFinal() && result.answer().status() == 424)
                .expectNextMatches(
                        result -> !result.isFinal() && result.answer().status() == 424)
                .verifyComplete();
        assertThat(sent).isEmpty();
    }

    @Test
    void resultsWhenAParentTookEffectButItsAnswerIsNotKeptThenTheChildGoesAllTheSame() {
        var run = run(List.of(entry(0, "a", null, "earlier")), 16, _ -> Mono.just(new Predecessor.Done(null)));
        answer(0);
        StepVerifier.create(run.results())
                .expectNextMatches(result -> result.answer().status() == 201)
                .verifyComplete();
    }

    @Test
    void resultsWhenSendingFailsThenAProblemOfThatItemAlone() {
        var run = run(independent(2), 16, _ -> Mono.empty());
        answers.get(0).tryEmitError(new IllegalStateException("broken"));
        answer(1);
        StepVerifier.create(run.results().collectList())
                .assertNext(results -> {
                    assertThat(results).hasSize(2);
                    var failed = results.getFirst();
                    assertThat(failed.answer().status()).isEqualTo(500);
                    assertThat(failed.isFinal()).isFalse();
                })
                .verifyComplete();
    }

    @Test
    void costWhenEverythingSucceedsThenWhatIsSentAndLookedUpAndNeverLessThanThat() {
        var random = new Random(SEED);
        int exact = 0;
        for (int round = 0; round < 5_000; round++) {
            var burst = new Dependencies(DependenciesTest.random(random));
            var spent = new AtomicInteger();
            var parts = new BurstRun.Parts(
                    (_, _) -> Mono.just(CREATED).doOnNext(_ -> spent.incrementAndGet()),
                    _ -> Mono.<Predecessor>just(new Predecessor.Done(null)).doOnNext(_ -> spent.incrementAndGet()),
                    refusals,
                    _ -> {},
                    16,
                    1 << 20);
            new BurstRun(burst, parts).results().blockLast();
            var where = "seed %d, round %d: %s".formatted(SEED, round, burst.entries());
            boolean circles = IntStream.range(0, burst.entries().size()).anyMatch(burst::isCircular);
            exact += circles ? 0 : 1;
            assertThat(burst.cost()).as(where).isGreaterThanOrEqualTo(spent.get());
            if (!circles) {
                assertThat(burst.cost()).as(where).isEqualTo(spent.get());
            }
        }
        assertThat(exact).isGreaterThan(1_000);
    }
}
