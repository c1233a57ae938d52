package io.portage.gateway.sync.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/// Who is let in, and in what order.
final class FairGateTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final long SEED = 20261120;
    private final List<String> began = new ArrayList<>();

    private Sinks.Empty<Void> enter(FairGate gate, String group, String name) {
        var end = Sinks.<Void>empty();
        subscribe(gate, group, name, end);
        return end;
    }

    private Disposable subscribe(FairGate gate, String group, String name, Sinks.Empty<Void> end) {
        return gate.inside(group, () -> {
                    began.add(name);
                    return end.asMono();
                })
                .onErrorResume(FairGate.FullException.class, _ -> {
                    began.add(name + " full");
                    return Mono.empty();
                })
                .subscribe();
    }

    @Test
    void enterWhenPlacesAreTakenThenGroupsTakeTurnsAndWithinAGroupTheFirstIsFirst() {
        var gate = new FairGate(1, 10, LONG);
        var ends = new ArrayList<Sinks.Empty<Void>>();
        for (var name : List.of("a1", "a2", "a3", "a4", "b1", "c1", "b2")) {
            ends.add(enter(gate, name.substring(0, 1), name));
        }
        assertThat(began).containsExactly("a1");
        assertThat(gate.queued()).isEqualTo(6);
        var byName = List.of("a1", "a2", "b1", "c1", "a3", "b2", "a4");
        var names = List.of("a1", "a2", "a3", "a4", "b1", "c1", "b2");
        for (var name : byName) {
            ends.get(names.indexOf(name)).tryEmitEmpty();
        }
        assertThat(began).containsExactlyElementsOf(byName);
        enter(gate, "d", "d1");
        assertThat(began).endsWith("d1");
    }

    @Test
    void enterWhenTheQueueIsFullThenRefusedAtOnce() {
        var gate = new FairGate(1, 1, LONG);
        enter(gate, "a", "in");
        enter(gate, "a", "waits");
        enter(gate, "b", "third");
        assertThat(began).containsExactly("in", "third full");
    }

    @Test
    void isFullWhenWhoeverComesIsRefusedThenTrueAndElseFalse() {
        var random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            began.clear();
            var gate = new FairGate(random.nextInt(1, 3), random.nextInt(4), LONG);
            for (int i = 0; i < 8; i++) {
                var group = "g" + random.nextInt(3);
                boolean isFull = gate.isFull(group);
                enter(gate, group, "n" + i);
                assertThat(began.contains("n" + i + " full"))
                        .as("seed %d, round %d: %s", SEED, round, began)
                        .isEqualTo(isFull);
            }
        }
    }

    @Test
    void enterWhenOneGroupFillsTheQueueThenItsNewestGiveWayToOthers() {
        var gate = new FairGate(1, 4, LONG);
        var in = enter(gate, "a", "in");
        for (var name : List.of("a1", "a2", "a3", "a4", "b1", "b2", "b3", "c1")) {
            enter(gate, name.substring(0, 1), name);
        }
        assertThat(began).containsExactly("in", "a4 full", "a3 full", "b3 full", "a2 full");
        assertThat(gate.queued()).isEqualTo(4);
        in.tryEmitEmpty();
        assertThat(began).endsWith("a1");
    }

    @Test
    void enterWhenItTakesTooLongThenRefusedAndItsPlaceInTheQueueIsFree() {
        var gate = new FairGate(1, 1, Duration.ofMillis(20));
        enter(gate, "a", "in");
        StepVerifier.create(gate.inside("a", () -> Mono.just("begun")))
                .expectError(FairGate.FullException.class)
                .verify(LONG);
        assertThat(gate.queued()).isZero();
    }

    @Test
    void insideWhenItStaysTooLongThenItIsCancelledAndTheNextIsLetIn() {
        var gate = new FairGate(1, 1, LONG);
        var cancelled = new AtomicInteger();
        StepVerifier.create(gate.inside(
                        "a", Duration.ofMillis(20), () -> Mono.never().doOnCancel(cancelled::incrementAndGet)))
                .expectError(TimeoutException.class)
                .verify(LONG);
        assertThat(cancelled).hasValue(1);
        enter(gate, "b", "next");
        assertThat(began).containsExactly("next");
    }

    @Test
    void cancelWhenWaitingOrInsideThenNothingIsLost() {
        var gate = new FairGate(1, 10, LONG);
        var inside = subscribe(gate, "a", "inside", Sinks.empty());
        var waiting = subscribe(gate, "a", "waiting", Sinks.empty());
        enter(gate, "a", "last");
        waiting.dispose();
        assertThat(gate.queued()).isOne();
        inside.dispose();
        assertThat(began).containsExactly("inside", "last");
    }

    /// Work that ends at once must not make a deep stack of all who wait.
    @Test
    void enterWhenManyWaitForWorkThatEndsAtOnceThenAllAreServed() {
        var gate = new FairGate(1, 100_000, LONG);
        var first = enter(gate, "a", "first");
        var served = new AtomicInteger();
        for (int i = 0; i < 100_000; i++) {
            gate.inside("g" + i % 7, () -> Mono.fromRunnable(served::incrementAndGet))
                    .subscribe();
        }
        first.tryEmitEmpty();
        assertThat(served).hasValue(100_000);
    }

    @Test
    void enterWhenManyThreadsComeAndGoThenNeverMoreInsideThanPlacesAndNoPlaceIsLost() {
        var gate = new FairGate(3, 1_000_000, LONG);
        var random = new Random(SEED);
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var times = random.ints(5_000, 0, 300).boxed().toList();
        Flux.fromIterable(times)
                .flatMap(
                        micros -> {
                            Mono<Integer> work = Mono.defer(() -> {
                                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                        return Mono.delay(Duration.ofNanos(micros * 1_000L))
                                                .thenReturn(micros);
                                    })
                                    .doOnTerminate(inside::decrementAndGet)
                                    .doOnCancel(inside::decrementAndGet);
                            return gate.inside("g" + micros % 5, () -> work)
                                    .subscribeOn(Schedulers.parallel())
                                    .take(Duration.ofNanos(micros % 3 == 0 ? 100_000 : 1_000_000_000L));
                        },
                        64)
                .blockLast(LONG);
        assertThat(most).as("seed %d", SEED).hasValueBetween(1, 3);
        assertThat(gate.queued()).isZero();
        var again = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            gate.inside("x", () -> Mono.fromRunnable(again::incrementAndGet)).subscribe();
        }
        assertThat(again).hasValue(3);
    }
}
