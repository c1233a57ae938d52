package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.LEASE;
import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.idempotency.redis.RedisScripts.Verb;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/// The scripts as production runs them: with the clock of Redis.
final class RedisScriptsTest extends RedisStoreFixture {
    @Test
    void claimWhenRunningThenBusyForNoMoreThanTheLeaseByTheClockOfRedis() {
        acquire(claimOf("k").by("me"));
        assertThat(claim(gateway, claimOf("k").by("other")))
                .isInstanceOfSatisfying(
                        Claim.Busy.class,
                        busy -> assertThat(busy.remaining()).isBetween(LEASE.minusMillis(SLACK), LEASE));
        long leaseEnd = Long.parseLong((String) redis.ask("HGET", record(keys()), "l"));
        var time = (List<?>) redis.ask("TIME");
        long redisNow = Long.parseLong((String) time.getFirst()) * 1000;
        assertThat(leaseEnd).isBetween(redisNow, redisNow + LEASE.toMillis() + 1000);
    }

    @Test
    void claimWhenCompletedThenReplayed() {
        assertThat(complete(acquire(claimOf("k").by("me")), ANSWER)).isTrue();
        assertThat(claim(gateway, claimOf("k").by("other"))).isInstanceOfSatisfying(Claim.Replay.class, replay -> {
            assertThat(replay.response().headers()).isEqualTo(ANSWER.headers());
            assertThat(replay.response().body()).isEqualTo(ANSWER.body());
        });
    }

    @Test
    void claimWhenSentTwiceByItsOwnerThenAcquiredTwiceWithOneFence() {
        var first = acquire(claimOf("k").by("me"));
        assertThat(claim(gateway, claimOf("k").by("me"))).isEqualTo(first);
        assertThat(claim(gateway, claimOf("k").by("me"))).isEqualTo(first);
        assertThat(complete(first, ANSWER)).isTrue();
    }

    @Test
    void heartbeatWhenOwnedThenTheLeaseBeginsAnewAndElseNothing() {
        var claim = acquire(claimOf("k").by("me"));
        long before = leaseEnd();
        assertThat(heartbeat("other", claim.fence())).isZero();
        assertThat(heartbeat("me", claim.fence() + 1)).isZero();
        assertThat(leaseEnd()).isEqualTo(before);
        assertThat(heartbeat("me", claim.fence())).isEqualTo(1);
        assertThat(leaseEnd() - before).isBetween(3_500_000L, 3_600_000L);
    }

    private long leaseEnd() {
        return Long.parseLong((String) redis.ask("HGET", record(keys()), "l"));
    }

    private long heartbeat(String owner, long fence) {
        return gateway.run(Verb.HEARTBEAT, record(keys()), owner, fence, 3_600_000);
    }

    @Test
    void claimWhenTwoGatewaysAskAtOnceThenExactlyOneAcquires() {
        try (var second = RedisGateway.at(redis.url()).warm()) {
            var claims = now(Flux.range(0, 64)
                    .flatMap(
                            i -> (i % 2 == 0 ? gateway : second)
                                    .store()
                                    .claim(claimOf("k").by("owner " + i).request()),
                            64)
                    .collectList());
            assertThat(claims).hasSize(64).allMatch(claim -> claim instanceof Acquired || claim instanceof Claim.Busy);
            assertThat(claims).filteredOn(Acquired.class::isInstance).hasSize(1);
        }
    }

    @Test
    void endsWhenAnotherGatewaySettlesThenHeardHere() throws Exception {
        try (var second = RedisGateway.at(redis.url()).warm()) {
            var claim = acquire(claimOf("k"));
            var heard = new LinkedBlockingQueue<Scope>();
            var listening = second.store().ends(claim.scope()).subscribe(heard::add);
            assertThat(heard.poll(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("listens")
                    .isNotNull();
            assertThat(claim(second, claimOf("k").by("waits"))).isInstanceOf(Claim.Busy.class);
            complete(claim, ANSWER);
            assertThat(heard.poll(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("the end")
                    .isEqualTo(claim.scope());
            listening.dispose();
        }
    }

    @Test
    void settledWhenNobodyWaitsThenNothingIsPublished() {
        redis.ask("CONFIG", "RESETSTAT");
        complete(acquire(claimOf("done")), ANSWER);
        now(gateway.store().release(acquire(claimOf("free"))));
        now(gateway.store().abandon(acquire(claimOf("lost"))));
        assertThat((String) redis.ask("INFO", "commandstats"))
                .contains("cmdstat_hset")
                .doesNotContain("cmdstat_publish");
    }

    @Test
    void claimWhenManyKeysAskAtOnceThenNobodyIsTurnedAwayForWantOfAConnection() {
        int callers = 256;
        var claims = now(Flux.range(0, callers)
                .flatMap(i -> gateway.store().claim(claimOf("k" + i).request()), callers)
                .collectList());
        assertThat(claims).hasSize(callers).allMatch(Acquired.class::isInstance);
    }

    @Test
    void runWhenRedisHasForgottenItsScriptsThenTheyAreSentAgain() {
        acquire(claimOf("a"));
        redis.ask("SCRIPT", "FLUSH");
        acquire(claimOf("b"));
    }
}
