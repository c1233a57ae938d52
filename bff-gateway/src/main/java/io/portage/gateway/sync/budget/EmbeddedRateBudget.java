package io.portage.gateway.sync.budget;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.portage.gateway.caller.Caller;
import java.time.Duration;
import reactor.core.publisher.Mono;

/// Budgets in the memory of this one gateway.
public final class EmbeddedRateBudget implements RateBudget {
    private static final double SECOND = Duration.ofSeconds(1).toNanos();
    private static final int CALLERS = 100_000;

    private final int most;
    private final int refill;
    private final Ticker clock;
    private final Cache<Caller.Identity, Bucket> buckets;

    /// @param tokens how many there were
    /// @param at when
    private record Bucket(double tokens, long at) {}

    /// @param most tokens of a full bucket
    /// @param refill tokens a second
    public EmbeddedRateBudget(int most, int refill, Ticker clock) {
        this.most = most;
        this.refill = refill;
        this.clock = clock;
        // a bucket that had the time to fill up is as good as a new one
        this.buckets = Caffeine.newBuilder()
                .maximumSize(CALLERS)
                .expireAfterWrite(Duration.ofSeconds(most / refill + 1L))
                .ticker(clock)
                .build();
    }

    @Override
    public Mono<Integer> take(Caller caller, int wanted) {
        return Mono.fromSupplier(() -> {
            var taken = new int[1];
            buckets.asMap().compute(caller.identity(), (_, bucket) -> {
                long now = clock.read();
                double there =
                        bucket == null ? most : Math.min(most, bucket.tokens() + (now - bucket.at()) * refill / SECOND);
                taken[0] = Math.min(wanted, (int) there);
                return new Bucket(Math.min(most, there - taken[0]), now);
            });
            return taken[0];
        });
    }

    @Override
    public Mono<Void> giveBack(Caller caller, int unused) {
        return take(caller, -unused).then();
    }

    @Override
    public long secondsUntil(int tokens) {
        return (tokens + refill - 1L) / refill;
    }
}
