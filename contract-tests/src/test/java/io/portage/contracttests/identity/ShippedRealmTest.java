package io.portage.contracttests.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.world.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The realm file as it is read without a Keycloak: what must never get into it, and what it must not lose.
class ShippedRealmTest {
    private final JsonNode realm = Json.read(ShippedRealm.text("realm-ehr.json"));

    private List<JsonNode> clients() {
        return realm.path("clients").valueStream().toList();
    }

    @Test
    void realmWhenImportedInProductionThenBringsNoUserAndNoSecret() {
        assertThat(realm.has("users")).isFalse();
        assertThat(ShippedRealm.text("realm-ehr.json")).doesNotContain("privateKey", "secretData");
        assertThat(clients())
                .filteredOn(client -> client.has("secret"))
                .hasSize(2)
                .allSatisfy(client -> assertThat(text(client, "secret")).matches("\\$\\{[A-Z_]+_SECRET}"));
    }

    @Test
    void clientsWhenUsersSignInThenByCodeAndPkceToOnePlaceAlone() {
        assertThat(clients())
                .filteredOn(client -> is(client, "standardFlowEnabled"))
                .hasSize(2)
                .allSatisfy(client -> {
                    assertThat(text(client.path("attributes"), "pkce.code.challenge.method"))
                            .isEqualTo("S256");
                    assertThat(client.path("redirectUris")).hasSize(1);
                    assertThat(client.path("redirectUris").path(0).asString()).doesNotContain("*");
                    assertThat(is(client, "serviceAccountsEnabled")).isFalse();
                });
    }

    @Test
    void clientsWhenTheyAskThenNoPasswordNoImplicitFlowAndNoRoleBeyondTheirs() {
        assertThat(clients()).hasSize(3).allSatisfy(client -> {
            assertThat(is(client, "directAccessGrantsEnabled")).isFalse();
            assertThat(is(client, "implicitFlowEnabled")).isFalse();
            assertThat(client.path("fullScopeAllowed").asBoolean(true)).isFalse();
        });
    }

    @Test
    void usersWhenTheyAreForDevelopmentThenAllHaveATenant() {
        var users = Json.read(ShippedRealm.text("users-dev.json")).path("users");

        assertThat(users).hasSize(4);
        assertThat(users.valueStream()
                        .map(user -> user.at("/attributes/tenant_id/0").asString()))
                .containsOnly("north", "south");
    }

    private static boolean is(JsonNode client, String flag) {
        return client.path(flag).asBoolean();
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
