package io.portage.gateway.session.redis;

import io.portage.gateway.Settings;
import io.portage.gateway.redis.RedisLink;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Names;
import io.portage.gateway.secrecy.Sealer;
import io.portage.gateway.session.SessionStore;
import java.util.random.RandomGenerator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The sessions of gateways that share a Redis.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("portage.login.client-id")
class RedisSessionConfiguration {
    @Bean
    @ConditionalOnProperty(name = "portage.store", havingValue = "redis")
    SessionStore sessionStore(Settings settings, RedisLink link, RandomGenerator randomness) {
        var keys = KeyRing.of(settings.keys());
        return new RedisSessionStore(
                link,
                new Names(keys.naming()),
                new Sealer(keys, randomness),
                settings.session().idle());
    }
}
