package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static io.portage.gateway.idempotency.redis.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.idempotency.Redrive;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.idempotency.redis.RedisScripts.Verb;
import io.portage.gateway.problem.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// A claim that Redis ran although its caller was told that there is no store: nothing was sent, so the key is free
/// again long before its lease ends.
final class RedisWithdrawalTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /// Much less than a lease, and enough for a machine that is busy.
    private static final Duration SOON = Duration.ofSeconds(5);

    private final RedisProcess redis =
            RedisProcess.start("appendonly yes", "appendfsync always", "maxmemory-policy noeviction");
    private final RedisProxy wire = new RedisProxy(redis);
    private final RedisGateway gateway = RedisGateway.at(wire.url()).warm();

    @AfterEach
    void close() {
        gateway.close();
        wire.close();
        redis.thaw();
        redis.close();
    }

    private static <T> T now(Mono<T> mono) {
        return mono.blockOptional(LIMIT).orElseThrow();
    }

    private Claim claim(ClaimBuilder request) {
        return now(gateway.store().claim(request.request()));
    }

    private Acquired acquire(ClaimBuilder request) {
        return (Acquired) claim(request);
    }

    private void fails(ClaimBuilder request) {
        assertThatThrownBy(() -> claim(request)).isInstanceOf(StoreUnavailableException.class);
    }

    private String running() {
        try (var direct = redis.connect()) {
            return direct.keys().stream()
                    .filter(key -> "R".equals(direct.ask("HGET", key, "s")))
                    .map(key -> String.valueOf(direct.ask("HGET", key, "o")))
                    .findFirst()
                    .orElse("nobody");
        }
    }

    /// Redis has run the claim, and its caller will never hear of it.
    private void orphan(ClaimBuilder request) {
        acquire(claimOf("warm"));
        now(gateway.store().release(acquire(claimOf("warm"))));
        wire.loseAnswers();
        fails(request);
        eventually(SOON, () -> running().equals(request.owner()));
    }

    private void isFreeSoon(String key) {
        eventually(SOON, () -> claim(claimOf(key).by("second")) instanceof Acquired);
    }

    @Test
    void claimWhenItsAnswerIsLostThenTheNextAttemptDoesNotWaitForTheLease() {
        orphan(claimOf("k").by("first"));
        assertThat(gateway.store().withdrawals()).isPositive();
        wire.carryAnswers();
        isFreeSoon("k");
        eventually(SOON, () -> gateway.store().withdrawals() == 0);
    }

    /// It was sent without a record: to say that nothing happened would be a guess.
    @Test
    void claimWhenItsAnswerIsLostAndItIsForwardedAnywayThenItsOutcomeIsUnknown() {
        // given back: there is one record that runs, whichever Redis names first
        now(gateway.store().release(acquire(claimOf("warm"))));
        wire.loseAnswers();
        assertThatThrownBy(() -> now(
                        gateway.store().claim(claimOf("k").by("first").request().forwardedAnyway(true))))
                .isInstanceOf(StoreUnavailableException.class);
        eventually(SOON, () -> running().equals("first"));
        wire.carryAnswers();
        eventually(SOON, () -> claim(claimOf("k").by("second")) instanceof Claim.Unknown);
        assertThat(claim(claimOf("k").by("third").redrive(new Redrive.Always())))
                .isInstanceOf(Acquired.class);
    }

    @Test
    void abandonWithoutFenceThenAsAReleaseWithoutOne() {
        acquire(claimOf("k").by("me"));
        assertThat(withdraw(Verb.ABANDON, "me", redisMillis() + 60_000)).isEqualTo(2);
        assertThat(withdraw(Verb.ABANDON, "other", redisMillis() - 60_000)).isZero();
        assertThat(running()).isEqualTo("me");
        var record = record();
        assertThat(withdraw(Verb.ABANDON, "me", redisMillis() - 60_000)).isEqualTo(1);
        assertThat(withdraw(Verb.ABANDON, record, "me", redisMillis() - 60_000))
                .as("again")
                .isEqualTo(1);
        assertThat(claim(claimOf("k").by("other"))).isEqualTo(new Claim.Unknown());
    }

    @Test
    void claimWhenTheConnectionIsResetInsteadOfAnAnswerThenTheNextAttemptDoesNotWaitForTheLease() {
        acquire(claimOf("warm"));
        wire.resetInsteadOfAnswers();
        fails(claimOf("k").by("first"));
        wire.carryAnswers();
        isFreeSoon("k");
    }

    @Test
    void claimWhenRedisDiesBeforeItAnswersThenTheNextAttemptDoesNotWaitForTheLease() {
        orphan(claimOf("k").by("first"));
        redis.kill();
        wire.carryAnswers();
        redis.restart();
        assertThat(running()).as("what Redis kept").isEqualTo("first");
        isFreeSoon("k");
    }

    @Test
    void claimWhenManyAnswersAreLostThenEachKeyIsFreeSoon() {
        var keys = List.of("a", "b", "c");
        orphan(claimOf("k").by("first"));
        keys.forEach(key -> fails(claimOf(key).by("first " + key)));
        wire.carryAnswers();
        keys.forEach(this::isFreeSoon);
        isFreeSoon("k");
    }

    @Test
    void claimWhenTheAnswerToARedriveIsLostThenItsOutcomeIsAsUnknownAsBefore() {
        now(gateway.store().abandon(acquire(claimOf("k").by("long ago"))));
        orphan(claimOf("k").by("first").redrive(new Redrive.Always()));
        wire.carryAnswers();
        eventually(SOON, () -> claim(claimOf("k").by("second")) instanceof Claim.Unknown);
    }

    @Test
    void claimWhenTheBreakerRefusesItThenNothingIsGivenBackSinceItWasNeverSent() {
        acquire(claimOf("warm"));
        redis.freeze();
        var scope = claimOf("k").request().scope();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> gateway.store().isCompleted(scope).block(LIMIT))
                    .hasMessageStartingWith("Redis does not answer");
        }
        assertThatThrownBy(() -> claim(claimOf("k"))).hasMessageStartingWith("Redis has just failed");
        assertThat(gateway.store().withdrawals()).isZero();
    }

    @Test
    void claimWhenRedisRefusesItThenNothingIsGivenBackSinceItWasNotRun() {
        acquire(claimOf("warm"));
        redis.ask("CONFIG", "SET", "maxmemory", "1");
        assertThatThrownBy(() -> claim(claimOf("k"))).hasMessageStartingWith("Redis has no memory left");
        assertThat(gateway.store().withdrawals()).isZero();
    }

    private long withdraw(String owner, long latest) {
        return withdraw(Verb.RELEASE, owner, latest);
    }

    private long withdraw(Verb verb, String owner, long latest) {
        return withdraw(verb, running().equals("nobody") ? "" : record(), owner, latest);
    }

    private long withdraw(Verb verb, String record, String owner, long latest) {
        return gateway.run(verb, record, owner, "-", latest);
    }

    private String record() {
        try (var direct = redis.connect()) {
            return direct.keys().getFirst();
        }
    }

    private long redisMillis() {
        return Long.parseLong(String.valueOf(((List<?>) redis.ask("TIME")).getFirst())) * 1_000;
    }

    @Test
    void releaseWithoutFenceWhenTheClaimMayStillBeRunThenTooEarly() {
        acquire(claimOf("k").by("me"));
        assertThat(withdraw("me", redisMillis() + 60_000)).isEqualTo(2);
        assertThat(running()).isEqualTo("me");
    }

    @Test
    void releaseWithoutFenceWhenAnotherOwnerRunsThenNothingChanges() {
        acquire(claimOf("k").by("me"));
        assertThat(withdraw("other", redisMillis() - 60_000)).isZero();
        assertThat(running()).isEqualTo("me");
        assertThat(withdraw("me", redisMillis() - 60_000)).isEqualTo(1);
        assertThat(running()).isEqualTo("nobody");
    }

    @Test
    void releaseWithoutFenceWhenItTookEffectThenItStaysKnown() {
        var claim = acquire(claimOf("k").by("me"));
        now(gateway.store().complete(claim, new StoredResponse(204, List.of(), new byte[0])));
        assertThat(withdraw(Verb.RELEASE, record().replace(":answer", ""), "me", 0))
                .isZero();
        assertThat(claim(claimOf("k").by("other"))).isInstanceOf(Claim.Replay.class);
    }
}
