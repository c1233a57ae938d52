package io.portage.gateway.sync.budget;

import com.github.benmanes.caffeine.cache.Ticker;
import io.portage.gateway.Settings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Budgets where there is one gateway.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "portage.store", havingValue = "embedded", matchIfMissing = true)
class EmbeddedBudgetConfiguration {
    @Bean
    RateBudget rateBudget(Settings settings) {
        var bursts = settings.bursts();
        return new EmbeddedRateBudget(bursts.budget(), bursts.refill(), Ticker.systemTicker());
    }
}
