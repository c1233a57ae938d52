package io.portage.gateway.session.embedded;

import io.portage.gateway.Settings;
import io.portage.gateway.session.SessionStore;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The sessions of a gateway that has no other store.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("portage.login.client-id")
class EmbeddedSessionConfiguration {
    @Bean
    @ConditionalOnProperty(name = "portage.store", havingValue = "embedded", matchIfMissing = true)
    SessionStore sessionStore(Settings settings, InstantSource clock) {
        var session = settings.session();
        return new EmbeddedSessionStore(session.maxEntries(), session.maxPerUser(), session.idle(), clock);
    }
}
