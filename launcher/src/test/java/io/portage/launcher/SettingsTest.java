package io.portage.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portage.stubs.StubPorts;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// No two parts share a port, and the gateway is told where the others are.
final class SettingsTest {
    @Test
    void settingsWhenHealthSharesThePortThenRefused() {
        assertThatExceptionOfType(WrongOption.class)
                .isThrownBy(() -> settings(8080, 8080, null, null))
                .withMessage("--management-port 8080 (expected: another port than the gateway's)");
    }

    @Test
    void settingsWhenAStubSharesThePortThenRefused() {
        assertThatExceptionOfType(WrongOption.class)
                .isThrownBy(() -> settings(9102, 8081, null, null))
                .withMessage("--port 9102 (expected: none of [9100, 9101, 9102, 9103, 9104], where services and"
                        + " identity provider are)");
        assertThatExceptionOfType(WrongOption.class)
                .isThrownBy(() -> settings(8080, 9100, null, null))
                .withMessageStartingWith("--management-port 9100 (expected: none of");
    }

    @Test
    void serviceWhenNamedThenItsAddress() {
        var settings = settings(8080, 8081, null, null);
        assertThat(settings.service("registration")).isEqualTo("http://localhost:9101");
        assertThat(settings.service("orders")).isEqualTo("http://localhost:9104");
    }

    @Test
    void commandWhenNothingIsSaidOfTheStoreThenTheGatewayDecides() {
        assertThat(GatewayCommand.of(settings(8180, 8181, null, null)))
                .containsSubsequence(
                        "-jar", settings(8180, 8181, null, null).gatewayJar().toString())
                .contains(
                        "--spring.profiles.active=local",
                        "--server.port=8180",
                        "--management.server.port=8181",
                        "--portage.local.exit-with-parent=true",
                        "--portage.services.patient-portal.url=http://localhost:9102",
                        "--portage.token.issuers[0].url=http://localhost:9100/realms/ehr")
                .noneMatch(argument -> argument.startsWith("--portage.store"));
    }

    @Test
    void gatewayJarThenWhereTheBuildPutsItOrWhatThePropertySays() {
        var before = System.clearProperty("portage.gateway.jar");
        try {
            assertThat(settings(8080, 8081, null, null).gatewayJar())
                    .isEqualTo(Path.of("/p/bff-gateway/target/bff-gateway.jar"));
            System.setProperty("portage.gateway.jar", "/other/gateway.jar");
            assertThat(settings(8080, 8081, null, null).gatewayJar()).isEqualTo(Path.of("/other/gateway.jar"));
        } finally {
            System.clearProperty("portage.gateway.jar");
            if (before != null) {
                System.setProperty("portage.gateway.jar", before);
            }
        }
    }

    @Test
    void commandWhenRedisIsAskedForThenItIsPassedOn() {
        assertThat(GatewayCommand.of(settings(8080, 8081, "redis", URI.create("redis://h:6379"))))
                .contains("--portage.store=redis", "--portage.redis.url=redis://h:6379");
    }

    private static Settings settings(int port, int management, @Nullable String store, @Nullable URI redis) {
        return new Settings(Path.of("/p"), port, management, StubPorts.DEFAULT, true, store, redis, false);
    }
}
