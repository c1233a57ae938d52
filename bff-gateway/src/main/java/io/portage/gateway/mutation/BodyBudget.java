package io.portage.gateway.mutation;

import io.portage.gateway.Settings;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.Rejection;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// Bounds the bytes of all bodies together, from the first that is read to the answer: bodies that are still coming in
/// hold memory long before anybody can count a mutation.
@Component
final class BodyBudget {
    private final AtomicLong held = new AtomicLong();
    private final long bound;

    BodyBudget(Settings settings) {
        this.bound = settings.mutations().bodies().toBytes();
    }

    /// What one request holds.
    Share share() {
        return new Share();
    }

    /// The bytes of one request; given back once.
    final class Share {
        private long own;
        private boolean over;

        /// @throws io.portage.gateway.problem.RejectedException with `OVERLOADED`
        synchronized void take(int bytes) {
            if (over) {
                // a time-out ended the request while another thread brought these: nobody would give them back
                return;
            }
            if (held.addAndGet(bytes) > bound) {
                held.addAndGet(-bytes);
                throw Rejection.of(ProblemCode.OVERLOADED, "too many bodies at once (expected: fewer or smaller ones)")
                        .retryAfter(1)
                        .header("Connection", "close")
                        .asException();
            }
            own += bytes;
        }

        synchronized void giveBack() {
            held.addAndGet(-own);
            own = 0;
            over = true;
        }
    }
}
