package io.portage.gateway.idempotency.redis;

import io.portage.contract.SyncContract;
import io.portage.gateway.Settings;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.redis.RedisLink;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Names;
import io.portage.gateway.secrecy.Sealer;
import java.util.random.RandomGenerator;
import org.redisson.api.RedissonClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The store that several gateways share.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "portage.store", havingValue = "redis")
class RedisStoreConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(RedisStoreConfiguration.class);

    /// Id of the key that the profile `local` brings along.
    private static final String DEVELOPMENT = "local";

    @Bean
    IdempotencyStore idempotencyStore(
            Settings settings,
            SyncContract contract,
            RedissonClient redisson,
            RedisLink link,
            RandomGenerator randomness) {
        var keys = KeyRing.of(settings.keys());
        if (keys.sealing().containsKey(DEVELOPMENT)) {
            LOG.warn("answers are sealed with the development key, which everybody has: set portage.keys");
        }
        return new RedisIdempotencyStore(
                link,
                RedisScripts.withServerClock(),
                new RedisEnds(redisson),
                new Names(keys.naming()),
                new Sealer(keys, randomness),
                Retention.of(contract, settings.idempotency()),
                settings.redis().timeout());
    }

    @Bean
    RedisHealthIndicator storeHealthIndicator(RedissonClient redisson, Settings settings) {
        return new RedisHealthIndicator(redisson, settings.redis().timeout());
    }
}
