package io.portage.gateway.sync.budget.redis;

import com.github.benmanes.caffeine.cache.Ticker;
import io.portage.gateway.Settings;
import io.portage.gateway.redis.RedisLink;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Names;
import io.portage.gateway.sync.budget.EmbeddedRateBudget;
import io.portage.gateway.sync.budget.RateBudget;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Budgets where several gateways share them.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "portage.store", havingValue = "redis")
class RedisBudgetConfiguration {
    @Bean
    RateBudget rateBudget(RedisLink link, Settings settings) {
        var names = new Names(KeyRing.of(settings.keys()).naming());
        var bursts = settings.bursts();
        var own = new EmbeddedRateBudget(bursts.budget(), bursts.refill(), Ticker.systemTicker());
        return new RedisRateBudget(link, names, own, bursts.budget(), bursts.refill());
    }
}
