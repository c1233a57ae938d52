package io.portage.contracttests.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.world.Json;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Questions that the gateway asks in its own name, with a token that a real Keycloak gave it.
@RealIdentity
class KeycloakDelegationIT {
    private final OnKeycloak keycloak;

    KeycloakDelegationIT(OnKeycloak keycloak) {
        this.keycloak = keycloak;
    }

    @BeforeEach
    void reset() {
        keycloak.world().reset();
    }

    @Test
    void postWhenCallerActsForSomebodyElseThenTheGatewayAsksByItsOwnToken() {
        var proxy = keycloak.app().login("proxy");

        assertThat(keycloak.with(proxy.accessToken())
                        .sendOnline(Requests.refill("pat"))
                        .status())
                .isEqualTo(201);
        assertThat(keycloak.with(proxy.accessToken())
                        .sendOnline(Requests.refill("pat"))
                        .status())
                .isEqualTo(201);

        var tokens = questions().stream()
                .map(KeycloakDelegationIT::bearer)
                .distinct()
                .toList();
        assertThat(tokens).as("asked twice, by one token").hasSize(1).doesNotContain(proxy.accessToken());
        var claims = SignedIn.part(tokens.getFirst(), 1);
        assertThat(claims.path("azp").asString()).isEqualTo("bff-gateway");
        assertThat(claims.has("tenant_id")).as("it stands for no tenant").isFalse();
        assertThat(claims.has("realm_access")).as("it has no role").isFalse();
    }

    private List<JsonNode> questions() {
        return keycloak.world()
                .received("patient-portal")
                .valueStream()
                .filter(request -> request.path("path").asString().startsWith("/v1/portal/delegations/check"))
                .toList();
    }

    private static String bearer(JsonNode request) {
        return request.path("headers")
                .valueStream()
                .filter(line -> line.path(0).asString().equalsIgnoreCase("Authorization"))
                .map(line -> line.path(1).asString().substring("Bearer ".length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no Authorization in " + Json.object().set("request", request)));
    }
}
