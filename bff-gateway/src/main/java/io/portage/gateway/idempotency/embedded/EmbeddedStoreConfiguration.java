package io.portage.gateway.idempotency.embedded;

import io.portage.contract.SyncContract;
import io.portage.gateway.Settings;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.idempotency.Retention;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The store where no other is chosen.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "portage.store", havingValue = "embedded", matchIfMissing = true)
class EmbeddedStoreConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStoreConfiguration.class);

    @Bean
    IdempotencyStore idempotencyStore(Settings settings, SyncContract contract, InstantSource clock) {
        LOG.warn("the embedded store is for one process and forgets on restart");
        return new EmbeddedIdempotencyStore(
                clock,
                Retention.of(contract, settings.idempotency()),
                settings.embedded().maxEntries(),
                settings.embedded().maxBytes().toBytes());
    }

    /// What is in this process is always there; the readiness of the gateway names its store whichever it is.
    @Bean
    HealthIndicator storeHealthIndicator() {
        return () -> Health.up().build();
    }
}
