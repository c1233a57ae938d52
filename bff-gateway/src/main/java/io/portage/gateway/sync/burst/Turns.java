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
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;

/// When the items of one burst may be sent: while its caller's budget lasts, while its answers do not pile up, while it
/// is not too late, and in turns with the items of others.
final class Turns {
    /// Bytes of answers that are known, and wait to be asked for or for those before them.
    private static final long MOST_HELD = 16L << 20;

    private final Rules rules;
    private final Caller caller;
    private final LongSupplier comeBack;
    private final long end;
    private final AtomicInteger tokens;
    private final AtomicInteger over = new AtomicInteger();
    private final AtomicLong held = new AtomicLong();
    private long later;

    /// What holds for the items of all bursts.
    ///
    /// @param gate lets them in
    /// @param limit how long after its beginning a burst still begins items
    /// @param stopping whether the gateway is about to end
    record Rules(FairGate gate, RateBudget budget, MonotonicClock clock, Duration limit, BooleanSupplier stopping) {}

    /// @param tokens how many items the caller's budget allows
    /// @param comeBack seconds until a burst that finds no place should come back
    Turns(Rules rules, Caller caller, int tokens, LongSupplier comeBack) {
        this.rules = rules;
        this.caller = caller;
        this.tokens = new AtomicInteger(tokens);
        this.comeBack = comeBack;
        this.end = rules.clock().nanos() + rules.limit().toNanos();
    }

    /// Runs `work` when it is its turn, or fails with why it is not run.
    <T> Mono<T> of(Mono<T> work) {
        return rules.gate()
                .inside(caller.tenant(), () -> admitted(work))
                .onErrorMap(FairGate.FullException.class, _ -> notNow("others were not done in time"));
    }

    private <T> Mono<T> admitted(Mono<T> work) {
        if (rules.stopping().getAsBoolean()) {
            return Mono.error(notNow("the gateway is about to end"));
        }
        if (rules.clock().nanos() - end > 0) {
            return Mono.error(notNow("the burst takes too long"));
        }
        if (held.get() > MOST_HELD) {
            return Mono.error(notNow("the answers of this burst are too large together"));
        }
        if (tokens.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            return Mono.error(Rejection.of(RATE_LIMITED, "the caller's budget is spent (expected: fewer mutations)")
                    .retryAfter(rules.budget().secondsUntil(over.incrementAndGet()))
                    .asException());
        }
        return work;
    }

    private RuntimeException notNow(String why) {
        return Rejection.of(OVERLOADED, why + "; it was not sent (expected: once more in another burst)")
                .retryAfter(later())
                .asException();
    }

    /// Seconds after which this burst should come back. All of its items say the same, for they come back together, and
    /// other bursts something else.
    synchronized long later() {
        if (later == 0) {
            later = comeBack.getAsLong();
        }
        return later;
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
        return unused == 0 ? Mono.empty() : rules.budget().giveBack(caller, unused);
    }
}
