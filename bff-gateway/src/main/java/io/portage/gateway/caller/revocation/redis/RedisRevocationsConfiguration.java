package io.portage.gateway.caller.revocation.redis;

import io.portage.gateway.Settings;
import io.portage.gateway.caller.revocation.RevocationBoard;
import io.portage.gateway.caller.revocation.Revocations;
import io.portage.gateway.redis.RedisLink;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Names;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Revocations where the store is shared.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "portage.store", havingValue = "redis")
class RedisRevocationsConfiguration {
    @Bean
    Revocations revocations(Settings settings, RedisLink link, InstantSource clock) {
        var retention = settings.token().revocationRetention();
        return new RedisRevocations(
                new RevocationBoard(new Names(KeyRing.of(settings.keys()).naming()), retention, clock),
                new RevocationLog(link, retention),
                RedisRevocations.INTERVAL);
    }
}
