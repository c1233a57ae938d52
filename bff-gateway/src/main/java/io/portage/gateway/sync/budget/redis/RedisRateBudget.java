package io.portage.gateway.sync.budget.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.portage.gateway.caller.Caller;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.redis.RedisLink;
import io.portage.gateway.redis.RedisScript;
import io.portage.gateway.secrecy.Names;
import io.portage.gateway.sync.budget.RateBudget;
import java.util.List;
import reactor.core.publisher.Mono;

/// Budgets that several gateways share, by Redis's own clock. While Redis is away, each counts for itself.
final class RedisRateBudget implements RateBudget {
    private static final RedisScript BUDGET = RedisScript.number("clock", "budget");

    private final RedisLink link;
    private final Names names;
    private final RateBudget own;
    private final int most;
    private final int refill;

    RedisRateBudget(RedisLink link, Names names, RateBudget own, int most, int refill) {
        this.link = link;
        this.names = names;
        this.own = own;
        this.most = most;
        this.refill = refill;
    }

    @Override
    public Mono<Integer> take(Caller caller, int wanted) {
        return run(caller, wanted).onErrorResume(StoreUnavailableException.class, _ -> own.take(caller, wanted));
    }

    @Override
    public Mono<Void> giveBack(Caller caller, int unused) {
        return run(caller, -unused)
                .then()
                .onErrorResume(StoreUnavailableException.class, _ -> own.giveBack(caller, unused));
    }

    private Mono<Integer> run(Caller caller, int wanted) {
        return Mono.defer(() -> link.run(
                        BUDGET,
                        List.of("portage:{" + names.of("budget", caller.tenant(), caller.subject()) + "}:budget"),
                        ascii(most),
                        ascii(refill),
                        ascii(wanted)))
                .map(taken -> Math.toIntExact((Long) taken));
    }

    private static byte[] ascii(int number) {
        return Integer.toString(number).getBytes(US_ASCII);
    }

    @Override
    public long secondsUntil(int tokens) {
        return own.secondsUntil(tokens);
    }
}
