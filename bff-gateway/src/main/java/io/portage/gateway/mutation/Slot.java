package io.portage.gateway.mutation;

import io.portage.gateway.caller.Caller;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/// The place of a request among those that are awaited at shutdown: from before its claim until its outcome is written
/// down, which may be after its answer.
final class Slot {
    private final DetachedWork work;
    private final Caller.Identity owner;

    /// Guarded by `work`, as is what follows.
    private int holders = 1;

    private boolean counted;

    private final Disposable.Composite held = Disposables.composite();
    private volatile @Nullable Mono<Boolean> lastWord;

    Slot(DetachedWork work, Caller.Identity owner) {
        this.work = work;
        this.owner = owner;
    }

    Caller.Identity owner() {
        return owner;
    }

    boolean isCounted() {
        return counted;
    }

    void count() {
        counted = true;
    }

    int add(int more) {
        holders += more;
        return holders;
    }

    /// Counts it among the mutations under way, once; false where its caller, or all together, have too many.
    boolean admit() {
        return work.admit(this);
    }

    /// Something that goes on for as long as the place is taken.
    void holds(Disposable something) {
        held.add(something);
    }

    /// What is to be written down of it should a shutdown not wait any longer; null for nothing.
    void says(@Nullable Mono<Boolean> word) {
        lastWord = word;
    }

    @Nullable
    Mono<Boolean> lastWord() {
        return lastWord;
    }

    /// Keeps the place until `rest` ends, too.
    <T> Mono<T> during(Mono<T> rest) {
        return Mono.using(() -> work.keep(this), _ -> rest, Slot::leave, true);
    }

    void leave() {
        if (work.leave(this)) {
            held.dispose();
        }
    }
}
