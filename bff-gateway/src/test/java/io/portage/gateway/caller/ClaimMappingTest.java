package io.portage.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.SettingsTest;
import io.portage.gateway.json.Json;
import io.portage.gateway.json.JsonReader;
import io.portage.gateway.json.JsonReader.MalformedJsonException;
import io.portage.gateway.problem.RejectedException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the claims stand is configuration.
final class ClaimMappingTest {
    private static TokenClaims claims(String json) {
        try {
            return new TokenClaims(
                    (Json.Obj) JsonReader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static Caller caller(Map<String, String> settings, String json) {
        return ClaimMapping.of(SettingsTest.bound(settings).token()).caller("https://id.example", claims(json));
    }

    @Test
    void callerWhenNothingIsConfiguredThenAsKeycloakHasIt() {
        assertThat(caller(Map.of(), """
                        {'sub': 'pat', 'tenant_id': 'north', 'scope': 'openid  profile', 'sid': 's1',
                         'realm_access': {'roles': ['patient', 7]}, 'modules': ['ehr.registration']}"""))
                .isEqualTo(new Caller(
                        "north",
                        "pat",
                        Set.of("patient"),
                        Set.of("openid", "profile"),
                        Set.of("ehr.registration"),
                        "s1"));
    }

    @Test
    void callerWhenClaimsStandElsewhereThenReadFromThere() {
        var settings = Map.of(
                "portage.token.claims.tenant", "/https:~1~1portage.example~1org/0",
                "portage.token.claims.subject", "/user/id",
                "portage.token.claims.roles", "/realm_access/roles,/resource_access/bff-gateway/roles,/groups",
                "portage.token.claims.scopes", "/scp",
                "portage.token.claims.modules", "/tenant/modules");
        assertThat(caller(settings, """
                        {'sub': 'x', 'tenant_id': 'x', 'user': {'id': 'pat'}, 'scp': ['a', 'b'],
                         'https://portage.example/org': ['north', 'south'],
                         'realm_access': {'roles': ['r1']}, 'resource_access': {'bff-gateway': {'roles': ['r2']}},
                         'tenant': {'modules': []}}"""))
                .isEqualTo(new Caller("north", "pat", Set.of("r1", "r2"), Set.of("a", "b"), Set.of(), null));
    }

    @Test
    void callerWhenTheTokenSaysNothingOfModulesThenNullAndNotNone() {
        assertThat(caller(Map.of(), "{'sub': 'pat', 'tenant_id': 'north'}").modules())
                .isNull();
        assertThat(caller(Map.of(), "{'sub': 'pat', 'tenant_id': 'north', 'modules': {}}")
                        .modules())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'sub': 'pat', 'tenant_id': ['north']}",
                "{'sub': 'pat', 'tenant_id': {'north': 1}}",
                "{'sub': ['pat'], 'tenant_id': 'north'}",
                "{'sub': 7, 'tenant_id': 'north'}",
                "{'sub': null, 'tenant_id': 'north'}",
                "{}"
            })
    void callerWhenNotTextThenRefused(String json) {
        assertThatThrownBy(() -> caller(Map.of(), json)).isInstanceOf(RejectedException.class);
    }
}
