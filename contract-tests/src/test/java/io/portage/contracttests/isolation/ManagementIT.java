package io.portage.contracttests.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What operators see is health and metrics, on a port of their own; nobody changes a gateway over HTTP.
@ExtendWith(Lab.class)
class ManagementIT {
    private final Recorded gateway;

    ManagementIT(Recorded gateway) {
        this.gateway = gateway;
    }

    private int status(Request request) {
        return RawClient.send(gateway.process().managementPort(), request).status();
    }

    @Test
    void managementWhenAskedThenHealthAndMetricsAndNothingElse() {
        var links = new ArrayList<String>();
        Json.read(RawClient.send(gateway.process().managementPort(), Request.of("GET", "/actuator"))
                        .text())
                .required("_links")
                .propertyStream()
                .forEach(link -> links.add(link.getKey()));
        assertThat(links).containsExactlyInAnyOrder("self", "health", "health-path", "prometheus");
        assertThat(status(Request.of("GET", "/actuator/health"))).isEqualTo(200);
        assertThat(status(Request.of("GET", "/actuator/health/liveness"))).isEqualTo(200);
        assertThat(status(Request.of("GET", "/actuator/prometheus"))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env",
                "beans",
                "configprops",
                "heapdump",
                "threaddump",
                "loggers",
                "mappings",
                "conditions",
                "httpexchanges",
                "metrics",
                "info",
                "refresh",
                "shutdown",
                "sessions",
                "gateway",
                "gateway/routes",
                "gateway/refresh",
                "gateway/globalfilters"
            })
    void endpointWhenItTellsOrChangesMoreThenThereIsNone(String name) {
        for (var method : new String[] {"GET", "POST", "DELETE"}) {
            assertThat(status(Request.of(method, "/actuator/" + name)))
                    .as(method + " " + name)
                    .isEqualTo(404);
        }
    }

    /// SpEL in a route that anybody could add was remote code execution (CVE-2022-22947).
    @Test
    void routesWhenPostedThenNotFoundOnEitherPort() {
        var route = Request.json(
                "POST",
                "/actuator/gateway/routes/evil",
                "{\"id\":\"evil\",\"uri\":\"http://localhost:1\",\"filters\":[{\"name\":\"AddResponseHeader\","
                        + "\"args\":{\"name\":\"R\",\"value\":\"#{T(java.lang.Runtime)}\"}}]}");
        assertThat(status(route)).isEqualTo(404);
        assertThat(gateway.caller().send(route).status()).isEqualTo(404);
    }

    @Test
    void actuatorWhenAskedForOnTheGatewaysOwnPortThenThereIsNone() {
        for (var path : new String[] {"/actuator", "/actuator/health", "/actuator/prometheus", "/actuator/env"}) {
            assertThat(gateway.caller().send(Request.of("GET", path)).status())
                    .as(path)
                    .isEqualTo(404);
            assertThat(RawClient.send(gateway.port(), Request.of("GET", path)).status())
                    .as(path + " by nobody")
                    .isEqualTo(401);
        }
        assertThat(gateway.forwarded()).isEmpty();
    }
}
