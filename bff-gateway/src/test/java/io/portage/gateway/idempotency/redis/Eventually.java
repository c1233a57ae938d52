package io.portage.gateway.idempotency.redis;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.assertj.core.api.Assertions;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Waits for a condition, and for no longer than it takes.
public final class Eventually {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Eventually() {}

    /// Asks until the answer is yes. A question that fails is asked again.
    public static void eventually(Duration within, Callable<Boolean> condition) {
        var last = new Throwable[1];
        boolean met = Boolean.TRUE.equals(Mono.fromCallable(condition)
                .doOnError(failure -> last[0] = failure)
                .onErrorReturn(false)
                .subscribeOn(Schedulers.boundedElastic())
                .repeatWhen(rounds -> rounds.delayElements(PAUSE))
                .filter(answer -> answer)
                .next()
                .timeout(within, Mono.just(false))
                .block());
        if (!met) {
            Assertions.fail("not within " + within, last[0]);
        }
    }
}
