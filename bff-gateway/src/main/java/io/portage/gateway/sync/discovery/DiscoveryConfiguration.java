package io.portage.gateway.sync.discovery;

import static org.springframework.web.reactive.function.server.RequestPredicates.methods;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.portage.contract.SyncContract;
import io.portage.gateway.OwnEndpoints;
import io.portage.gateway.Settings;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.sync.BurstLimits;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ETag;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/// Makes the documents once, at start, and puts them beside the operations: who asks needs no token.
@Configuration(proxyBeanMethods = false)
class DiscoveryConfiguration {
    @Bean
    RouterFunction<ServerResponse> discovery(SyncContract contract, Settings settings, InstantSource clock) {
        var view = ContractView.of(
                contract, Retention.of(contract, settings.idempotency()), BurstLimits.of(settings.bursts()));
        var document = new ContractDocument(view);
        var rules = new PublicDocument(
                MediaType.APPLICATION_JSON, new ETag(document.revision(), true), document::at, clock);
        var schema = PublicDocument.of(
                MediaType.parseMediaType("application/schema+json"),
                DocumentJson.resource("sync-contract.schema.json"),
                clock);
        var openApi =
                PublicDocument.of(MediaType.APPLICATION_JSON, new OpenApi(view, document.revision()).bytes(), clock);
        return RouterFunctions.route()
                .route(read(ContractDocument.PATH), rules::answer)
                .route(read(ContractDocument.SCHEMA_PATH), schema::answer)
                .route(read(OpenApi.PATH), openApi::answer)
                .build();
    }

    @Bean
    OwnEndpoints discoveryEndpoints() {
        return OwnEndpoints.none()
                .andRead(ContractDocument.PATH, "discovery.sync-contract")
                .andRead(ContractDocument.SCHEMA_PATH, "discovery.sync-contract-schema")
                .andRead(OpenApi.PATH, "discovery.openapi");
    }

    private static RequestPredicate read(String path) {
        return methods(HttpMethod.GET, HttpMethod.HEAD).and(path(path));
    }
}
