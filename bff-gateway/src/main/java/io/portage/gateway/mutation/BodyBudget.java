package io.portage.gateway.mutation;

import io.portage.gateway.Settings;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.Rejection;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// Bounds the bytes of all bodies together, from the first that is read to the answer: bodies that are still coming in
/// hold memory long before anybody can count a mutation. Bursts have a budget of their own.
@Component
final class BodyBudget implements BodyShare.Room {
    private final AtomicLong held = new AtomicLong();
    private final long bound;

    BodyBudget(Settings settings) {
        this.bound = settings.mutations().bodies().toBytes();
    }

    /// What one request holds.
    BodyShare share() {
        return new BodyShare(this);
    }

    /// @throws io.portage.gateway.problem.RejectedException with `OVERLOADED`
    @Override
    public void take(int bytes) {
        if (held.addAndGet(bytes) > bound) {
            held.addAndGet(-bytes);
            throw Rejection.of(ProblemCode.OVERLOADED, "too many bodies at once (expected: fewer or smaller ones)")
                    .retryAfter(1)
                    .header("Connection", "close")
                    .asException();
        }
    }

    @Override
    public void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }
}
