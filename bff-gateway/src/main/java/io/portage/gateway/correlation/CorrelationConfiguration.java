package io.portage.gateway.correlation;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/// The one clock and the one source of ids.
@Configuration(proxyBeanMethods = false)
class CorrelationConfiguration {
    @Bean
    @Profile("!local")
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    Uuid7 ids(InstantSource clock) {
        return new Uuid7(clock, new SecureRandom());
    }

    @Bean
    CorrelationId correlationId(Uuid7 ids) {
        return new CorrelationId(ids);
    }
}
