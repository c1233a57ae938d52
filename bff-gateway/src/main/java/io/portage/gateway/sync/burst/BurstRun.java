package io.portage.gateway.sync.burst;

import static io.portage.gateway.problem.ProblemCode.DEPENDENCY_INVALID;
import static io.portage.gateway.problem.ProblemCode.PREDECESSOR_FAILED;

import io.portage.gateway.headers.Key;
import io.portage.gateway.problem.Action;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.sync.burst.Entry.Readable;
import io.portage.gateway.sync.burst.Entry.Unreadable;
import io.portage.gateway.upstream.Answer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// One burst under way: each item is sent once those that it waits for have ended, several side by side.
final class BurstRun {
    private final List<Entry> entries;
    private final Dependencies dependencies;
    private final Schedule schedule;
    private final Parts parts;
    private final Map<Integer, Predecessor> ended = new ConcurrentHashMap<>();
    private final Map<Key, Mono<Predecessor>> earlier = new ConcurrentHashMap<>();
    private final Set<Key> referred;

    /// What a burst is given.
    ///
    /// @param call sends an item when it is its turn
    /// @param earlier what is known of a mutation that is not in the burst
    /// @param refusals makes an answer of a refusal
    /// @param known told of each answer, however long it then waits to be asked for
    /// @param atOnce how many items are under way at once
    /// @param largestItem bytes of an item, at most, with all that it refers to
    record Parts(Call call, Earlier earlier, Refusals refusals, Consumer<Answer> known, int atOnce, long largestItem) {}

    @FunctionalInterface
    interface Call {
        Mono<Answer> send(Readable entry, Resolution.Resolved resolved);
    }

    @FunctionalInterface
    interface Earlier {
        Mono<Predecessor> find(Key key);
    }

    BurstRun(Dependencies dependencies, Parts parts) {
        this.entries = dependencies.entries();
        this.parts = parts;
        this.dependencies = dependencies;
        this.schedule = new Schedule(dependencies, entries.size());
        this.referred = entries.stream()
                .flatMap(entry -> entry instanceof Readable readable
                        ? readable.item().references().stream().map(Reference::key)
                        : Stream.empty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The results, each as soon as it is known. What is not asked for is not begun; cancelled, nothing more begins.
    Flux<ItemResult> results() {
        if (entries.isEmpty()) {
            return Flux.empty();
        }
        var ready = Sinks.many().unicast().<Integer>onBackpressureBuffer();
        schedule.first().forEach(index -> ready.emitNext(index, Sinks.EmitFailureHandler.FAIL_FAST));
        return ready.asFlux()
                .flatMap(
                        index -> result(index).doOnNext(result -> parts.known().accept(result.answer())),
                        parts.atOnce(),
                        1)
                .doOnNext(result -> {
                    int index = result.label().index();
                    ended.put(index, kept(index, result.standing()));
                    schedule.after(index).forEach(next -> ready.emitNext(next, Sinks.EmitFailureHandler.FAIL_FAST));
                })
                .take(entries.size());
    }

    private Mono<ItemResult> result(int index) {
        var entry = entries.get(index);
        return switch (entry) {
            case Unreadable(var label, var _, var rejection) -> Mono.just(refused(entry, rejection.asException()));
            case Readable readable ->
                answer(readable)
                        .map(answer -> ItemResult.of(readable.label(), answer))
                        .onErrorResume(failure -> Mono.just(refused(entry, failure)));
        };
    }

    /// An answer that nobody refers to is not kept until the burst ends.
    private Predecessor kept(int index, Predecessor standing) {
        var key = entries.get(index).key();
        return standing instanceof Predecessor.Done && (key == null || !referred.contains(key))
                ? new Predecessor.Done(null)
                : standing;
    }

    private ItemResult refused(Entry entry, Throwable failure) {
        return failure instanceof NotYetException later
                ? new ItemResult(entry.label(), parts.refusals().of(entry, later.refusal), new Predecessor.Held())
                : ItemResult.of(entry.label(), parts.refusals().of(entry, failure));
    }

    /// A refusal of something that stays in its outbox, whatever is to be done about it.
    private static final class NotYetException extends RuntimeException {
        private final RejectedException refusal;

        NotYetException(Rejection rejection) {
            super(null, null, false, false);
            this.refusal = rejection.asException();
        }
    }

    private Mono<Answer> answer(Readable entry) {
        return Mono.defer(() -> {
            int index = entry.label().index();
            if (dependencies.of(index).before().stream()
                    .anyMatch(before -> ended.get(before) instanceof Predecessor.Held)) {
                throw held(entry, "the mutation before it is not settled yet");
            }
            if (dependencies.isCircular(index)) {
                throw invalid(entry, "waits for itself (expected: no circle)").asException();
            }
            return answers(entry).flatMap(answers -> {
                var resolved = new Resolution(entry.label(), answers, parts.largestItem()).of(entry.item());
                return parts.call().send(entry, resolved);
            });
        });
    }

    /// The answers of its parents, so far as there are any; an error where one of them did not take effect.
    private Mono<Map<Key, Answer>> answers(Readable entry) {
        return Flux.fromIterable(entry.item().parents())
                .concatMap(parent -> standing(parent).map(standing -> Map.entry(parent, standing)))
                .collect(HashMap::new, (answers, parent) -> {
                    var answer = answer(entry, parent.getValue());
                    if (answer != null) {
                        answers.put(parent.getKey(), answer);
                    }
                });
    }

    private Mono<Predecessor> standing(Key parent) {
        var inBurst = dependencies.withKey(parent);
        return (inBurst.isEmpty() ? earlier(parent) : Mono.justOrEmpty(standing(inBurst)))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException(
                        "nothing is known of what an item waits for (expected: it ended, or was looked up)")));
    }

    /// Where several have the key, one that took effect is enough.
    private @Nullable Predecessor standing(List<Integer> sameKey) {
        return sameKey.stream()
                .map(ended::get)
                .filter(Objects::nonNull)
                .min(Comparator.comparingInt(BurstRun::rank))
                .orElse(null);
    }

    private static int rank(Predecessor standing) {
        return switch (standing) {
            case Predecessor.Done _ -> 0;
            case Predecessor.Held _ -> 1;
            case Predecessor.Failed _, Predecessor.Missing _ -> 2;
        };
    }

    /// Asked once, however many wait for it.
    private Mono<Predecessor> earlier(Key key) {
        return earlier.computeIfAbsent(key, asked -> parts.earlier().find(asked).cache());
    }

    private static @Nullable Answer answer(Readable entry, Predecessor parent) {
        return switch (parent) {
            case Predecessor.Done(var answer) -> answer;
            case Predecessor.Failed() ->
                throw failed(entry, "what it depends on did not take effect").asException();
            case Predecessor.Held() -> throw held(entry, "what it depends on is not settled yet");
            // it may be on its way, in another burst or free again: its child stays with it in the outbox
            case Predecessor.Missing() ->
                throw new NotYetException(invalid(
                        entry,
                        "what it depends on is neither in this burst nor known from before (expected: in this burst,"
                                + " or sent before)"));
        };
    }

    private static RuntimeException held(Readable entry, String why) {
        return new NotYetException(failed(entry, why + "; it was not sent").action(Action.RETRY_SAME_KEY));
    }

    private static Rejection failed(Readable entry, String why) {
        var pointer = entry.label().pointer();
        return Rejection.of(PREDECESSOR_FAILED, pointer + ": " + why).member("pointer", pointer);
    }

    private static Rejection invalid(Readable entry, String what) {
        var pointer = entry.label().pointer() + "/dependsOn";
        return Rejection.of(DEPENDENCY_INVALID, pointer + ": " + what).member("pointer", pointer);
    }
}
