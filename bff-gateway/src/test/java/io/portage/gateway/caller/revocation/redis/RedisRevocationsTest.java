package io.portage.gateway.caller.revocation.redis;

import static io.portage.gateway.idempotency.redis.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.caller.revocation.Revocation.OfReport;
import io.portage.gateway.caller.revocation.Revocation.OfSession;
import io.portage.gateway.caller.revocation.Revocation.OfSubject;
import io.portage.gateway.caller.revocation.RevocationBoard;
import io.portage.gateway.caller.revocation.Revocations;
import io.portage.gateway.caller.revocation.RevocationsContract;
import io.portage.gateway.idempotency.redis.RedisProcess;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.redis.RedisConfiguration;
import io.portage.gateway.redis.RedisLink;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Names;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/// Against a real Redis, with two gateways.
final class RedisRevocationsTest extends RevocationsContract {
    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String FAR_AHEAD = "9000000000000";
    private final RedisProcess redis = RedisProcess.start("appendonly yes", "appendfsync always");
    private final List<RedissonClient> clients = new ArrayList<>();
    private final List<RedisRevocations> gateways = new ArrayList<>();
    private final RedisRevocations here = gateway();

    @AfterEach
    void close() {
        gateways.forEach(RedisRevocations::destroy);
        clients.forEach(RedissonClient::shutdown);
        redis.close();
    }

    private RedisRevocations gateway() {
        var config = new Config();
        config.setLazyInitialization(true)
                .useSingleServer()
                .setAddress(redis.url().toString())
                .setTimeout(400)
                .setConnectTimeout(400)
                .setRetryAttempts(0)
                .setConnectionMinimumIdleSize(1);
        clients.add(Redisson.create(config));
        var link = new RedisLink(clients.getLast(), RedisConfiguration.breaker(), Duration.ofMillis(1200));
        var names = new Names(KeyRing.of(List.of("k1:" + "A".repeat(43) + "=")).naming());
        gateways.add(new RedisRevocations(
                new RevocationBoard(names, RETENTION, clock), new RevocationLog(link, RETENTION), INTERVAL));
        return gateways.getLast();
    }

    @Override
    protected Revocations revocations() {
        return here;
    }

    /// One that knows what is on Redis.
    private RedisRevocations readyGateway() {
        var gateway = gateway();
        gateway.ready().block(LIMIT);
        return gateway;
    }

    /// Revokes session `s` as if by a Redis whose clock said that.
    ///
    /// @return the line that stands for it
    private String writtenAt(String score) {
        add(new OfSession(ISSUER, "s", NOW));
        var line = lines().getFirst().toString();
        redis.ask("ZADD", RevocationLog.KEY, score, line);
        return line;
    }

    private List<?> lines() {
        return (List<?>) redis.ask("ZRANGE", RevocationLog.KEY, "0", "-1");
    }

    private void eventuallyCovered(Revocations by, String session) {
        eventually(SOON, () -> covered(by, session, "pat", NOW));
    }

    @Test
    void coverWhenRevokedByAnotherGatewayThenSoon() {
        var there = readyGateway();
        add(new OfSession(ISSUER, "s", NOW), new OfReport(ISSUER, "r"));
        eventuallyCovered(there, "s");
        assertThat(there.know(new OfReport(ISSUER, "r"))).isTrue();
        add(new OfSubject(ISSUER, "doc", NOW));
        eventually(SOON, () -> covered(there, "x", "doc", NOW));
        assertThat(covered(there, "x", "doc", NOW.plusSeconds(1))).isFalse();
    }

    @Test
    void readyWhenAGatewayBeginsThenItKnowsWhatWasRevokedBefore() {
        for (int i = 0; i < 12; i++) {
            var many = new OfSession[200];
            for (int j = 0; j < many.length; j++) {
                many[j] = new OfSession(ISSUER, "s" + i + "-" + j, NOW);
            }
            add(many);
        }
        var late = readyGateway();
        assertThat(covered(late, "s0-0", "pat", NOW)).isTrue();
        assertThat(covered(late, "s11-199", "pat", NOW)).as("of page three").isTrue();
    }

    /// After an outage as many lines as one script takes are written at once, and what follows must be found behind
    /// them.
    @Test
    void readyWhenAFullLoadWasWrittenAtOnceThenWhatCameLaterIsKnownToo() {
        var load = new OfSession[RevocationLog.MOST];
        for (int i = 0; i < load.length; i++) {
            load[i] = new OfSession(ISSUER, "load-" + i, NOW);
        }
        add(load);
        add(new OfSession(ISSUER, "later", NOW));
        var late = readyGateway();
        eventuallyCovered(late, "later");
        assertThat(covered(late, "load-999", "pat", NOW)).isTrue();
    }

    @Test
    void readyWhenRedisIsAwayThenNotForLong() {
        redis.kill();
        gateway().ready().block(Duration.ofSeconds(5));
    }

    @Test
    void coverWhenRedisIsAwayThenWhatIsKnownGoesOnAndWhatIsNewIsToldLater() {
        add(new OfSession(ISSUER, "before", NOW));
        redis.kill();
        assertThat(covered("before", "pat")).isTrue();
        assertThatThrownBy(() -> add(new OfSession(ISSUER, "during", NOW)))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(covered("during", "pat")).isTrue();
        assertThat(here.know(new OfSession(ISSUER, "during", NOW)))
                .as("may be reported again")
                .isFalse();
        redis.restart();
        eventually(SOON, () -> here.know(new OfSession(ISSUER, "during", NOW)));
        var late = readyGateway();
        eventuallyCovered(late, "during");
        eventuallyCovered(late, "before");
    }

    @Test
    void addWhenWhoeverReportedItHangsUpThenToldAllTheSame() {
        add(new OfSession(ISSUER, "before", NOW));
        redis.freeze();
        here.add(List.of(new OfSession(ISSUER, "hung-up", NOW))).subscribe().dispose();
        redis.kill();
        redis.restart();
        eventuallyCovered(gateway(), "hung-up");
    }

    @Test
    void redisWhenReadThenShowsNobody() {
        add(
                new OfSession(ISSUER, "canary-s", NOW),
                new OfSubject(ISSUER, "canary-u", NOW),
                new OfReport(ISSUER, "canary-r"));
        assertThat(redis.ask("KEYS", "*")).isEqualTo(List.of(RevocationLog.KEY));
        assertThat(lines().toString()).doesNotContain("canary").doesNotContain("id.example");
    }

    @Test
    void redisWhenLinesAreOldThenGoneWithTheNextAndTheSetItselfInTheEnd() {
        var line = writtenAt("1");
        add(new OfSession(ISSUER, "s2", NOW));
        assertThat(redis.ask("ZSCORE", RevocationLog.KEY, line)).isEqualTo("nil");
        assertThat((Long) redis.ask("PTTL", RevocationLog.KEY))
                .isBetween(RETENTION.toMillis() - 60_000, RETENTION.toMillis());
    }

    @Test
    void redisWhenItsClockWentBackThenLaterLinesStillScoreHigher() {
        writtenAt(FAR_AHEAD);
        var there = readyGateway();
        add(new OfSession(ISSUER, "s2", NOW));
        eventuallyCovered(there, "s2");
    }

    @Test
    void redisWhenItComesBackWithoutItsDataThenWhatIsNewIsReadFromTheBeginning() {
        writtenAt(FAR_AHEAD);
        var there = readyGateway();
        redis.ask("DEL", RevocationLog.KEY);
        redis.kill();
        eventually(SOON, there::isAway);
        redis.restart();
        eventually(SOON, () -> !there.isAway());
        add(new OfSession(ISSUER, "s2", NOW));
        eventuallyCovered(there, "s2");
        assertThat(covered(there, "s", "pat", NOW)).as("known all along").isTrue();
    }
}
