package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.SettingsTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Addresses of a login follow from the issuer, or are those that are set.
final class LoginClientTest {
    private static final Map<String, String> LOGIN = Map.of(
            "portage.token.issuers[0].url", "https://id.example/realms/ehr",
            "portage.login.client-id", "ehr-web",
            "portage.login.client-secret", "secret",
            "portage.login.base-url", "https://ehr.example");

    private static String keys(Map<String, String> settings) {
        return String.valueOf(LoginClient.of(SettingsTest.bound(settings))
                .getProviderDetails()
                .getJwkSetUri());
    }

    @Test
    void ofWhenNoKeysAreNamedThenThoseOfTheRealm() {
        assertThat(keys(LOGIN)).isEqualTo("https://id.example/realms/ehr/protocol/openid-connect/certs");
    }

    @Test
    void ofWhenKeysAreElsewhereThenThere() {
        var settings = new HashMap<>(LOGIN);
        settings.put("portage.token.issuers[0].jwks", "https://keys.example/jwks");

        assertThat(keys(settings)).isEqualTo("https://keys.example/jwks");
    }
}
