package io.portage.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LoginSettingsTest {
    private static final Map<String, String> WHOLE = Map.of(
            "portage.login.client-id", "ehr-web",
            "portage.login.client-secret", "secret",
            "portage.login.base-url", "https://ehr.example");

    private static Settings with(String name, String value) {
        var properties = new HashMap<>(WHOLE);
        properties.put(name, value);
        return SettingsTest.bound(properties);
    }

    @Test
    void boundWhenNothingIsSetThenNoLogin() {
        var settings = SettingsTest.bound(Map.of());
        assertThat(settings.login().clientId()).isNull();
        assertThat(settings.session().idle()).isEqualTo(Duration.ofMinutes(30));
        assertThat(settings.session().life()).isEqualTo(Duration.ofHours(10));
        assertThat(SettingsTest.bound(WHOLE).login().clientId()).isEqualTo("ehr-web");
    }

    @Test
    void toStringThenWithoutTheSecret() {
        assertThat(with("portage.login.client-secret", "confidential").login().toString())
                .contains("ehr-web")
                .doesNotContain("confidential");
    }

    @ParameterizedTest
    @CsvSource({
        "portage.login.client-id, ' ', the client's name",
        "portage.login.client-secret, ' ', the secret of the client ehr-web",
        "portage.login.base-url, ehr.example, where browsers reach this gateway",
        "portage.login.base-url, https://ehr.example/app, without a path",
        "portage.login.origins, https://ehr.example/, an origin such as https://ehr.example",
        "portage.login.origins, ehr.example, an origin such as https://ehr.example",
        "portage.login.after-logout, https://evil.example, a path such as /",
        "portage.login.after-logout, //evil.example, a path such as /",
        "portage.login.timeout, PT0S, > 0",
        "portage.session.idle, PT0S, > 0",
        "portage.session.life, PT29M, >= PT30M",
        "portage.session.refresh-ahead, PT0S, > 0",
        "portage.session.max-entries, 0, >= 1"
    })
    void boundWhenValueIsOutOfBoundsThenPropertyAndExpectationAreNamed(String name, String value, String expected) {
        assertThatThrownBy(() -> with(name, value)).satisfies(failure -> {
            var text = new StringBuilder();
            for (var cause = failure; cause != null; cause = cause.getCause()) {
                text.append(cause.getMessage()).append('\n');
            }
            assertThat(text.toString()).contains(name + ": ", "(expected: ", expected);
        });
    }
}
