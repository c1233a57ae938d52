package io.portage.gateway.sync.burst;

import static io.portage.gateway.problem.ProblemCode.OVERLOADED;
import static io.portage.gateway.problem.ProblemCode.RATE_LIMITED;

import io.portage.gateway.caller.Caller;
import io.portage.gateway.mutation.MonotonicClock;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.sync.admission.FairGate;
import io.portage.gateway.sync.budget.RateBudget;
import io.portage.gateway.upstream.Answer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;

/// When the items of one burst may be sent: while its caller's budget lasts, while its answers do not pile up, while it
/// is not too late, and in turns with the items of others.
final class Turns {
    /// Bytes of answers that are known, and wait to be asked for or for those before them.
    private static final long MOST_HELD = 16L << 20;

    private final FairGate gate;
    private final Caller caller;
    private final RateBudget budget;
    private final MonotonicClock clock;
    private final long end;
    private final AtomicInteger tokens;
    private final AtomicInteger over = new AtomicInteger();
    private final AtomicLong held = new AtomicLong();
    private final BooleanSupplier stopping;

    /// @param tokens how many items the caller's budget allows
    /// @param limit how long after now an item still begins
    /// @param stopping whether the gateway is about to end
    Turns(
            FairGate gate,
            Caller caller,
            RateBudget budget,
            int tokens,
            MonotonicClock clock,
            Duration limit,
            BooleanSupplier stopping) {
        this.stopping = stopping;
        this.gate = gate;
        this.caller = caller;
        this.budget = budget;
        this.tokens = new AtomicInteger(tokens);
        this.clock = clock;
        this.end = clock.nanos() + limit.toNanos();
    }

    /// Runs `work` when it is its turn, or fails with why it is not run.
    <T> Mono<T> of(Mono<T> work) {
        return gate.inside(caller.tenant(), () -> admitted(work))
                .onErrorMap(FairGate.FullException.class, _ -> notNow("others were not done in time"));
    }

    private <T> Mono<T> admitted(Mono<T> work) {
        if (stopping.getAsBoolean()) {
            return Mono.error(notNow("the gateway is about to end"));
        }
        if (clock.nanos() - end > 0) {
            return Mono.error(notNow("the burst takes too long"));
        }
        if (held.get() > MOST_HELD) {
            return Mono.error(notNow("the answers of this burst are too large together"));
        }
        if (tokens.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            return Mono.error(Rejection.of(RATE_LIMITED, "the caller's budget is spent (expected: fewer mutations)")
                    .retryAfter(budget.secondsUntil(over.incrementAndGet()))
                    .asException());
        }
        return work;
    }

    private static RuntimeException notNow(String why) {
        return Rejection.of(OVERLOADED, why + "; it was not sent (expected: once more in another burst)")
                .retryAfter(1)
                .asException();
    }

    /// An answer waits to be written.
    void hold(Answer answer) {
        held.addAndGet(answer.body().length);
    }

    /// It is written.
    void release(Answer answer) {
        held.addAndGet(-answer.body().length);
    }

    /// Gives back what was not used of the budget. Nothing is sent after that.
    Mono<Void> end() {
        int unused = tokens.getAndSet(0);
        return unused == 0 ? Mono.empty() : budget.giveBack(caller, unused);
    }
}
