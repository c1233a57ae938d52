package io.portage.gateway.mutation;

import io.portage.contract.SyncContract;
import io.portage.gateway.Settings;
import io.portage.gateway.idempotency.IdempotencyStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the settings mean for mutations.
@Configuration(proxyBeanMethods = false)
class MutationConfiguration {
    @Bean
    MonotonicClock monotonicClock() {
        return System::nanoTime;
    }

    @Bean
    Drain drain(SyncContract contract, Settings settings, IdempotencyStore store) {
        return Drain.of(contract, settings, store);
    }
}
