package io.portage.gateway.local;

import io.portage.gateway.Settings;
import io.portage.gateway.correlation.CorrelationId;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;

/// The profile `local`.
@Configuration(proxyBeanMethods = false)
@Profile("local")
class LocalConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(LocalConfiguration.class);
    private static final String CLOCK_OF_THE_STUBS = "portage-clock-9100";

    @Bean
    InstantSource clock(Settings settings) {
        var file = settings.local().clockFile();
        return MovableClock.at(file == null ? Path.of(System.getProperty("java.io.tmpdir"), CLOCK_OF_THE_STUBS) : file);
    }

    /// Kong answers for CORS everywhere else.
    @Bean
    CorsWebFilter cors() {
        var any = new CorsConfiguration();
        any.setAllowedOrigins(List.of("*"));
        any.setAllowedMethods(List.of("*"));
        any.setAllowedHeaders(List.of("*"));
        any.setExposedHeaders(List.of(
                "Idempotency-Status", "Idempotency-Replayed", "Retry-After", CorrelationId.HEADER, "Location", "ETag"));
        var everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", any);
        return new CorsWebFilter(everywhere);
    }

    /// A launcher that was killed must not leave a gateway behind.
    @Bean
    @SuppressWarnings("FutureReturnValueIgnored")
    SmartInitializingSingleton exitWithParent(Settings settings) {
        return () -> {
            if (settings.local().exitWithParent()) {
                ProcessHandle.current()
                        .parent()
                        .ifPresent(parent -> parent.onExit().thenRun(() -> {
                            LOG.warn("the process that started the gateway is gone: stopping");
                            System.exit(0);
                        }));
            }
        };
    }
}
