package io.portage.gateway.sync.burst;

import static io.portage.gateway.problem.ProblemCode.DEPENDENCY_INVALID;
import static io.portage.gateway.problem.ProblemCode.PREDECESSOR_FAILED;

import io.portage.gateway.headers.Key;
import io.portage.gateway.problem.Action;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.sync.burst.Entry.Readable;
import io.portage.gateway.sync.burst.Entry.Unreadable;
import io.portage.gateway.upstream.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    /// What a burst is given.
    ///
    /// @param call sends an item when it is its turn
    /// @param earlier what is known of a mutation that is not in the burst
    /// @param refusals makes an answer of a refusal
    /// @param atOnce how many items are under way at once
    record Parts(Call call, Earlier earlier, Refusals refusals, int atOnce) {}

    @FunctionalInterface
    interface Call {
        Mono<Answer> send(Readable entry, Resolution.Resolved resolved);
    }

    @FunctionalInterface
    interface Earlier {
        Mono<Predecessor> find(Key key);
    }

    BurstRun(List<Entry> entries, Parts parts) {
        this.entries = entries;
        this.parts = parts;
        this.dependencies = new Dependencies(entries);
        this.schedule = new Schedule(dependencies, entries.size());
    }

    /// The results, each as soon as it is known. What is not asked for is not begun; cancelled, nothing more begins.
    Flux<ItemResult> results() {
        if (entries.isEmpty()) {
            return Flux.empty();
        }
        var ready = Sinks.many().unicast().<Integer>onBackpressureBuffer();
        schedule.first().forEach(index -> ready.emitNext(index, Sinks.EmitFailureHandler.FAIL_FAST));
        return ready.asFlux()
                .flatMap(this::result, parts.atOnce(), 1)
                .doOnNext(result -> {
                    int index = result.label().index();
                    ended.put(index, result.standing());
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

    private ItemResult refused(Entry entry, Throwable failure) {
        return ItemResult.of(entry.label(), parts.refusals().of(entry, failure));
    }

    private Mono<Answer> answer(Readable entry) {
        return Mono.defer(() -> {
            int index = entry.label().index();
            if (dependencies.isCircular(index)) {
                throw refusal(entry, "dependsOn", "waits for itself (expected: no circle)");
            }
            if (dependencies.of(index).before().stream()
                    .anyMatch(before -> ended.get(before) instanceof Predecessor.Held)) {
                throw held(entry, "the mutation before it is not settled yet");
            }
            return answers(entry).flatMap(answers -> {
                var resolved = new Resolution(entry.label(), answers).of(entry.item());
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
        var index = dependencies.withKey(parent);
        return index == null ? parts.earlier().find(parent) : Mono.justOrEmpty(ended.get(index));
    }

    private static @Nullable Answer answer(Readable entry, Predecessor parent) {
        return switch (parent) {
            case Predecessor.Done(var answer) -> answer;
            case Predecessor.Failed() ->
                throw failed(entry, "what it depends on did not take effect").asException();
            case Predecessor.Held() -> throw held(entry, "what it depends on is not settled yet");
            case Predecessor.Missing() ->
                throw refusal(
                        entry,
                        "dependsOn",
                        "what it depends on is neither in this burst nor known from before (expected: its"
                                + " clientMutationId)");
        };
    }

    private static RuntimeException held(Readable entry, String why) {
        return failed(entry, why + "; it was not sent")
                .action(Action.RETRY_SAME_KEY)
                .asException();
    }

    private static Rejection failed(Readable entry, String why) {
        var pointer = entry.label().pointer();
        return Rejection.of(PREDECESSOR_FAILED, pointer + ": " + why).member("pointer", pointer);
    }

    private static RuntimeException refusal(Readable entry, String member, String what) {
        var pointer = entry.label().pointer() + "/" + member;
        return Rejection.of(DEPENDENCY_INVALID, pointer + ": " + what)
                .member("pointer", pointer)
                .asException();
    }
}
