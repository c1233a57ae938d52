package io.portage.gateway.idempotency.redis;

import io.portage.gateway.idempotency.Waiters;
import java.time.Duration;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/// Hears from Redis which claims have ended, on whichever gateway. Scripts publish only where somebody waits, and a
/// message that is lost costs a waiter nothing but time.
final class RedisEnds {
    /// As the scripts have it; a message is the name of a record.
    static final String CHANNEL = "portage:ended";

    private static final int RETRIES = 20;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Waiters<String> waiters = new Waiters<>();
    private final Mono<Integer> listening;

    RedisEnds(RedissonClient redisson) {
        this.listening = redisson.reactive()
                .getTopic(CHANNEL, StringCodec.INSTANCE)
                .addListener(String.class, (_, record) -> waiters.ended(record))
                // as long as there is no connection, the driver holds the thread that asks
                .subscribeOn(Schedulers.boundedElastic())
                // the driver, told to try once, gives a subscription up whose connection is not there yet
                .retryWhen(Retry.fixedDelay(RETRIES, PAUSE))
                // Once for all who wait. Where it failed for these two seconds, nobody goes on trying alone: whoever
                // waits asks once more when the wait is over, and the next who has to wait begins anew.
                .cacheInvalidateIf(_ -> false);
    }

    /// One signal as soon as it listens, then one for each end.
    Flux<String> of(String record) {
        return Flux.merge(waiters.ends(record), listening.map(_ -> record).onErrorComplete());
    }
}
