package io.portage.gateway.sync;

import io.portage.gateway.OwnEndpoints;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// Names what [SyncStation] answers.
@Configuration(proxyBeanMethods = false)
class SyncConfiguration {
    @Bean
    OwnEndpoints syncEndpoints() {
        return OwnEndpoints.none()
                .andRead(SyncStation.MUTATIONS, "sync.lookup")
                .and(HttpMethod.POST, SyncStation.MUTATIONS, "sync.burst");
    }
}
