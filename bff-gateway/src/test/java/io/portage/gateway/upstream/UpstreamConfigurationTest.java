package io.portage.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.contract.SyncContract;
import io.portage.gateway.Settings;
import io.portage.gateway.SettingsTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.test.util.ReflectionTestUtils;
import reactor.netty.http.client.HttpClient;

final class UpstreamConfigurationTest {
    private static final SyncContract CONTRACT = SyncContract.bundled();

    @Test
    void upstreamsWhenAServiceHasNoAddressThenItsPropertyIsNamed() {
        var settings = SettingsTest.bound(Map.of(
                "portage.services.registration.url", "http://a",
                "portage.services.immunizations.url", "http://b",
                "portage.services.patient-portal.url", "http://c"));
        assertThatThrownBy(() -> new UpstreamConfiguration().upstreams(settings, CONTRACT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("portage.services.orders.url is not set (expected: ");
    }

    @Test
    void upstreamsWhenAServiceIsMisspeltThenItsNameIsSaid() {
        assertThatThrownBy(() -> TestUpstreams.to(
                        URI.create("http://localhost:1"), Map.of("portage.services.oders.url", "http://a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("portage.services.oders: no such service (expected: one of ")
                .hasMessageContaining("orders");
    }

    /// Environment variables have no dashes: `patient-portal` comes as `PATIENTPORTAL`.
    @Test
    void upstreamsWhenAddressesComeFromTheEnvironmentThenEveryServiceIsFound() {
        var environment = new SystemEnvironmentPropertySource(
                "systemEnvironment",
                Map.of(
                        "PORTAGE_SERVICES_REGISTRATION_URL", "http://a",
                        "PORTAGE_SERVICES_IMMUNIZATIONS_URL", "http://b",
                        "PORTAGE_SERVICES_PATIENTPORTAL_URL", "http://c",
                        "PORTAGE_SERVICES_ORDERS_URL", "http://d"));
        var source = Objects.requireNonNull(ConfigurationPropertySource.from(environment), "no source");
        var binder = new Binder(List.of(source), null, ApplicationConversionService.getSharedInstance());
        var settings = binder.bindOrCreate("portage", Settings.class);
        assertThat(new UpstreamConfiguration().upstreams(settings, CONTRACT)).isNotNull();
    }

    /// That nothing is sent twice shows on the wire in [UpstreamsTest]; that the client may not even try shows only
    /// here.
    @Test
    void clientsWhenMadeThenNeitherRetryNorFollowAndEachHasItsOwnBoundedPool() {
        var upstreams = TestUpstreams.to(URI.create("http://localhost:1"), Map.of("portage.upstream.connections", "7"));
        var clients = (Map<?, ?>) Objects.requireNonNull(ReflectionTestUtils.getField(upstreams, "clients"), "clients");
        assertThat(clients.values()).hasSize(4).allSatisfy(client -> {
            var configuration = ((HttpClient) client).configuration();
            assertThat(configuration.isRetryDisabled()).isTrue();
            assertThat(configuration.followRedirectPredicate()).isNull();
            assertThat(configuration.connectionProvider().maxConnections()).isEqualTo(7);
        });
        assertThat(clients.values().stream()
                        .map(client -> ((HttpClient) client).configuration().connectionProvider())
                        .distinct())
                .hasSize(4);
    }
}
