package io.portage.gateway.sync.budget;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// The budget of one gateway.
final class EmbeddedRateBudgetTest extends RateBudgetContract {
    private final AtomicLong now = new AtomicLong();
    private final RateBudget budget = new EmbeddedRateBudget(MOST, REFILL, now::get);

    @Override
    protected RateBudget budget() {
        return budget;
    }

    @Override
    protected void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
