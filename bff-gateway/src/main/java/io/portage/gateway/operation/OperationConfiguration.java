package io.portage.gateway.operation;

import io.portage.contract.ContractReader;
import io.portage.contract.SyncContract;
import io.portage.gateway.Settings;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Reads the sync contract and puts its operations where Spring Cloud Gateway looks for routes.
@Configuration(proxyBeanMethods = false)
class OperationConfiguration {
    @Bean
    SyncContract syncContract(Settings settings) {
        var directory = settings.contract();
        return directory == null ? SyncContract.bundled() : ContractReader.readDirectory(directory);
    }

    @Bean
    RoutePredicateHandlerMapping routePredicateHandlerMapping(
            FilteringWebHandler handler, OperationRoutes routes, GlobalCorsProperties cors, Environment environment) {
        return new OperationHandlerMapping(handler, routes, cors, environment);
    }
}
