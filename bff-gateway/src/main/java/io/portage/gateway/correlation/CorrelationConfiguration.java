package io.portage.gateway.correlation;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/// The one clock, the one source of randomness and the one source of ids.
@Configuration(proxyBeanMethods = false)
class CorrelationConfiguration {
    @Bean
    @Profile("!local")
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    RandomGenerator randomness() {
        return new SecureRandom();
    }

    @Bean
    Uuid7 ids(InstantSource clock, RandomGenerator randomness) {
        return new Uuid7(clock, randomness);
    }

    @Bean
    CorrelationId correlationId(Uuid7 ids) {
        return new CorrelationId(ids);
    }
}
