package io.portage.bench.trust;

import io.portage.gateway.Pipeline;
import io.portage.gateway.Station;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/// Puts the trusting station in the place of the one that verifies tokens.
@AutoConfiguration
public class TrustingConfiguration {
    @Bean
    static BeanPostProcessor trusting() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof Station station && station.place() == Pipeline.CALLER
                        ? new TrustingStation(station)
                        : bean;
            }
        };
    }
}
