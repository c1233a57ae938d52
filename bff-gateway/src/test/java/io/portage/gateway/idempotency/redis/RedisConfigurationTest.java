package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.SettingsTest;
import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.redis.RedisConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/// A configuration file of Redisson's says where Redis is; how long anybody waits for it is not the file's to say.
final class RedisConfigurationTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("redisson.yml"), text);
    }

    /// The usual sorts of Redis get our time-out; of the others there is still an end.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PT1S   | singleServerConfig: { address: '%s' }
                    PT1.5S | masterSlaveServersConfig: { masterAddress: '%s', readMode: MASTER, subscriptionMode: MASTER }
                    """)
    void claimWhenTheFileHasNoBoundsThenAFrozenRedisIsStillToldInTime(Duration worst, String yaml) throws IOException {
        try (var redis = RedisProcess.start();
                var gateway = RedisGateway.configured(file(yaml.formatted(redis.url())))
                        .warm()) {
            var claim = gateway.store().claim(claimOf("k").request());
            assertThat(claim.block(LIMIT)).isInstanceOf(Acquired.class);
            redis.freeze();
            long start = System.nanoTime();
            assertThatThrownBy(() -> claim.block(LIMIT)).isInstanceOf(StoreUnavailableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(worst);
            assertThat(gateway.policy().health().map(Health::getStatus).block(worst))
                    .isEqualTo(Status.DOWN);
            redis.thaw();
        }
    }

    /// Messages come over a connection that nobody asks for: if the driver is in no hurry, duplicates wait in vain.
    @Test
    void openThenWhatListensHasTimeToConnectAndIsConnectedAgainSoonHoweverLongRedisWasAway() {
        var settings = SettingsTest.bound(Map.of()).redis();
        var redisson = RedisConnection.open(settings);
        try {
            var server = redisson.getConfig().useSingleServer();
            assertThat(server.getRetryDelay().calcDelay(0)).isEqualTo(settings.timeout());
            assertThat(server.getReconnectionDelay().calcDelay(1_000)).isLessThan(Duration.ofSeconds(1));
        } finally {
            redisson.shutdown();
        }
    }

    @Test
    void openWhenTheFileIsNotThereThenRefusedByItsName() {
        assertThatThrownBy(() -> RedisGateway.configured(folder.resolve("missing.yml")))
                .hasMessageContaining("missing.yml")
                .hasMessageContaining("(expected: a Redisson configuration in YAML)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"singleServerConfig: [", "singleServerConfig: { adress: 'redis://localhost:6379' }"})
    void openWhenTheFileIsNoConfigurationThenRefusedByItsName(String yaml) throws IOException {
        var file = file(yaml);
        assertThatThrownBy(() -> RedisGateway.configured(file))
                .hasMessageContaining("portage.redis.config: ")
                .hasMessageContaining(", line 1")
                .hasMessageContaining("(expected: a Redisson configuration in YAML)")
                .hasNoCause();
    }

    @Test
    void openWhenTheFileIsWrongThenItsPasswordIsNotRepeated() throws IOException {
        var file = file("singleServerConfig: { adress: 'redis://localhost:6379', password: s3cret }");
        assertThatThrownBy(() -> RedisGateway.configured(file))
                .satisfies(
                        failure -> assertThat(failure).hasNoCause().asString().doesNotContain("s3cret"));
    }
}
