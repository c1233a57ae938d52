package io.portage.gateway.idempotency.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Claims whose callers were told that there is no store, but which Redis may have run all the same: each is given back
/// as soon as Redis answers again, or its key would be busy until the lease ends, and then unknown, though nothing was
/// ever sent.
final class Withdrawals {
    /// As many as are under way when Redis stops answering; the breaker then lets only few more through.
    static final int MOST = 1_024;

    static final Duration PAUSE = Duration.ofMillis(250);
    private static final Logger LOG = LoggerFactory.getLogger(Withdrawals.class);

    private final AtomicInteger pending = new AtomicInteger();

    /// Asks until there is an answer. Holds no thread.
    ///
    /// @param first after which time the claim can no longer be run
    /// @param lease for how long it matters
    /// @param release gives the claim back; true where Redis has answered for good
    void begin(Duration first, Duration lease, Mono<Boolean> release) {
        if (pending.incrementAndGet() > MOST) {
            pending.decrementAndGet();
            LOG.warn("more than {} claims wait for Redis to be given back: this key is busy for {}", MOST, lease);
            return;
        }
        release.filter(answered -> answered)
                .repeatWhenEmpty(rounds -> rounds.delayElements(PAUSE))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE))
                .delaySubscription(first)
                .take(lease)
                .doFinally(_ -> pending.decrementAndGet())
                .subscribe();
    }

    int pending() {
        return pending.get();
    }
}
