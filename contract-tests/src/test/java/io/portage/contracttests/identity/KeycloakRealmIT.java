package io.portage.contracttests.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.world.Json;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// What the realm that we ship allows, asked of a real Keycloak.
@RealIdentity
class KeycloakRealmIT {
    private final OnKeycloak keycloak;

    KeycloakRealmIT(OnKeycloak keycloak) {
        this.keycloak = keycloak;
    }

    @ParameterizedTest
    @ValueSource(strings = {"portal-app", "ehr-web"})
    void askWhenClientSendsNoChallengeThenNoLogin(String client) {
        var flow = client.equals("ehr-web") ? keycloak.web() : keycloak.app();

        var answer = flow.ask(Map.of());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse("")).contains("error=invalid_request");
        assertThat(flow.ask(plain()).headers().firstValue("Location").orElse(""))
                .contains("error=invalid_request");
    }

    private static Map<String, String> plain() {
        return Map.of("code_challenge", "c".repeat(43), "code_challenge_method", "plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login/oauth2/code/ehr-web/", "/login/oauth2/code/ehr-web?x=1", "/", "/login"})
    void askWhenRedirectIsNotTheOneThenNoLogin(String path) {
        var origin = URI.create(keycloak.web().redirect()).resolve("/").toString();
        var elsewhere = origin.substring(0, origin.length() - 1) + path;
        var flow = keycloak.web();

        var answer = new CodeFlow(flow.issuer(), flow.client(), elsewhere, flow.secret(), flow.scope()).ask(Map.of());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"portal-app", "ehr-web"})
    void tokenWhenClientSendsThePasswordItselfThenRefused(String client) {
        var flow = client.equals("ehr-web") ? keycloak.web() : keycloak.app();

        var answer = flow.token(Map.of("grant_type", "password", "username", "doc", "password", "doc"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("unauthorized_client");
    }

    @Test
    void refreshWhenTokenWasUsedThenItAndItsSuccessorAreRefused() {
        var first = keycloak.app().login("pat");
        var second = keycloak.app().refresh(first);

        assertThat(keycloak.app().tryRefresh(first).body()).contains("invalid_grant");
        assertThat(keycloak.app().tryRefresh(second).body()).contains("invalid_grant");
    }

    /// The tenant is what everything else hangs on: even a user whom somebody lets edit its account cannot change it.
    @Test
    void editWhenUserMayEditItsAccountThenNotItsTenantNorItsModules() {
        var realm = keycloak.realm();
        realm.create(ShippedRealm.user("pat", "editor"), "patient");
        var user = realm.user("editor");
        var account = realm.client("account").path("id").asString();
        realm.post(
                "/users/" + user + "/role-mappings/clients/" + account,
                Json.array().add(realm.get("/clients/" + account + "/roles/manage-account")));
        open(realm);
        var console = keycloak.keycloak().address() + "/realms/ehr/account/";
        var flow = new CodeFlow(keycloak.keycloak().issuer("ehr"), "account-console", console, "", "openid");
        var token = flow.login("editor", "pat").accessToken();
        var read = account(token, null);
        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        var profile = (ObjectNode) Json.read(read.body());

        profile.put("firstName", "Changed");
        ((ObjectNode) profile.path("attributes")).set("tenant_id", Json.array().add("south"));
        ((ObjectNode) profile.path("attributes")).set("modules", Json.array().add("ehr.registration"));
        var answer = account(token, profile);

        assertThat(answer.statusCode()).as(answer.body()).isIn(204, 400);
        var claims = keycloak.app().login("editor", "pat").claims();
        assertThat(claims.path("tenant_id").asString()).isEqualTo("north");
        assertThat(claims.has("modules")).isFalse();
    }

    /// Lets tokens of Keycloak's account pages say what its account API asks for, which those of our realm do not.
    private static void open(Realm realm) {
        var mappers = Json.read("""
                [{"name": "audience", "protocol": "openid-connect", "protocolMapper": "oidc-audience-resolve-mapper",
                  "config": {"access.token.claim": "true"}},
                 {"name": "roles", "protocol": "openid-connect", "protocolMapper": "oidc-usermodel-client-role-mapper",
                  "config": {"access.token.claim": "true", "multivalued": "true", "jsonType.label": "String",
                             "claim.name": "resource_access.${client_id}.roles"}}]""");
        var console = realm.client("account-console").path("id").asString();
        mappers.forEach(mapper -> realm.post("/clients/" + console + "/protocol-mappers/models", mapper));
    }

    private HttpResponse<String> account(String token, @Nullable ObjectNode profile) {
        var request = Web.to(URI.create(keycloak.keycloak().issuer("ehr") + "/account"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json");
        return Web.send(profile == null ? request.GET() : request.POST(BodyPublishers.ofString(profile.toString())));
    }
}
