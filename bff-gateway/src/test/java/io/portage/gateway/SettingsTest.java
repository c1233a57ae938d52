package io.portage.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

/// The settings, bound as Spring Boot binds them. Wrong ones are refused by name.
public final class SettingsTest {
    /// The settings that some properties come to.
    public static Settings bound(Map<String, String> properties) {
        var source = new MapConfigurationPropertySource(new HashMap<>(properties));
        var binder = new Binder(List.of(source), null, ApplicationConversionService.getSharedInstance());
        return binder.bindOrCreate("portage", Settings.class);
    }

    private static String causes(Throwable failure) {
        var text = new StringBuilder();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }

    @Test
    void boundWhenNothingIsSetThenDefaults() {
        var settings = bound(Map.of());
        assertThat(settings.store()).isEqualTo(Settings.Store.EMBEDDED);
        assertThat(settings.services()).isEmpty();
        assertThat(settings.token().audience()).isEqualTo("bff-gateway");
        assertThat(settings.token().algorithms()).containsExactly("RS256");
        assertThat(settings.idempotency().tombstone()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.mutations().perCaller()).isEqualTo(32);
        assertThat(settings.embedded().maxBytes()).isEqualTo(DataSize.ofMegabytes(64));
    }

    @ParameterizedTest
    @CsvSource({
        "portage.upstream.connect-timeout, PT0S, > 0",
        "portage.upstream.queue-timeout, -PT1S, > 0",
        "portage.upstream.idle-timeout, PT0S, > 0",
        "portage.upstream.lifetime, PT0S, > 0",
        "portage.upstream.connections, 0, >= 1",
        "portage.upstream.queue, 0, >= 1",
        "portage.upstream.largest-answer, 0B, >= 1",
        "portage.upstream.largest-stored, -1B, >= 1",
        "portage.idempotency.clock-allowance, PT0S, > 0",
        "portage.idempotency.tombstone, -P1D, > 0",
        "portage.idempotency.lease-margin, PT4S, >= PT5S",
        "portage.embedded.max-entries, 0, >= 1",
        "portage.embedded.max-bytes, 0B, >= 1",
        "portage.mutations.per-caller, 0, >= 1",
        "portage.mutations.total, -5, >= 1",
        "portage.mutations.drain, PT0S, > 0",
        "portage.mutations.bodies, 0B, >= 1",
        "portage.mutations.per-caller, 1001, '<= 1000, the total'",
        "portage.upstream.largest-stored, 9MB, '<= 8388608B, the largest answer'",
        "portage.token.audience, ' ', the name that tokens call this gateway",
        "portage.token.algorithms, HS256, RS256",
        "portage.token.algorithms, none, RS256",
        "portage.token.algorithms, RS255, RS256",
        "portage.token.clock-allowance, PT61S, PT0S to PT1M",
        "portage.token.clock-allowance, -PT1S, PT0S to PT1M",
        "portage.token.key-refresh, PT9S, >= PT10S",
        "portage.token.key-retention, PT4M, '>= PT5M, the refresh'",
        "portage.token.cache, -1B, >= 0",
        "portage.token.revocation-retention, PT0S, > 0",
        "portage.token.claims.tenant, tenant_id, a JSON pointer such as /tenant_id",
        "portage.token.claims.roles, /a~2, a JSON pointer such as /tenant_id",
        "portage.mutations.body-timeout, PT0S, > 0",
        "portage.bursts.budget, 0, >= 1",
        "portage.bursts.refill, 0, >= 1",
        "portage.bursts.items-per-burst, 0, >= 1",
        "portage.bursts.items-per-burst, 65, '<= 64, those of all bursts'",
        "portage.bursts.items, 0, >= 1",
        "portage.bursts.per-caller, 0, >= 1",
        "portage.bursts.at-once, 0, >= 1",
        "portage.bursts.queue, -1, >= 0",
        "portage.bursts.bodies, 47MB, '>= 48MB, a sixth is the largest burst'",
        "portage.bursts.patience, PT0S, > 0",
        "portage.bursts.limit, PT0S, > 0",
        "portage.projections.largest-answer, 0B, >= 1",
        "portage.projections.largest-answer, 65MB, '<= 67108864B, it is held in memory'",
        "portage.projections.held, 0B, >= 1",
        "portage.projections.copies, 0B, >= 1",
        "portage.projections.copies-per-caller, 0B, >= 1",
        "portage.projections.copies-per-caller, 33MB, '<= 33554432B, those of all callers'",
        "portage.client.token-url, file:///token, the address of a token endpoint",
    })
    void boundWhenValueIsOutOfBoundsThenPropertyValueAndExpectationAreNamed(
            String name, String value, String expected) {
        assertThatThrownBy(() -> bound(Map.of(name, value)))
                .satisfies(failure ->
                        assertThat(causes(failure)).contains(name + ": ").contains("(expected: " + expected));
    }

    @ParameterizedTest
    @CsvSource({"id, secret", "secret, id"})
    void boundWhenTheClientIsHalfSetThenTheOtherHalfIsNamedAndNoSecretShown(String given, String missing) {
        assertThatThrownBy(() -> bound(Map.of("portage.client." + given, "confidential")))
                .satisfies(failure -> assertThat(causes(failure))
                        .contains("portage.client." + missing + ": not set (expected: ")
                        .doesNotContain("confidential"));
        assertThat(bound(Map.of("portage.client.id", "g", "portage.client.secret", "confidential"))
                        .toString())
                .doesNotContain("confidential");
        assertThat(bound(Map.of("portage.client.id", "", "portage.client.secret", ""))
                        .client()
                        .isSet())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "url, id.example, an address such as https://id.example",
        "url, https:///realms, an address such as https://id.example",
        "jwks, file:///keys, the address of a JWK set",
    })
    void boundWhenIssuerHasNoAddressThenRefused(String member, String value, String expected) {
        var properties = new HashMap<>(Map.of("portage.token.issuers[0].url", "https://id.example/realms/ehr"));
        properties.put("portage.token.issuers[0]." + member, value);
        assertThatThrownBy(() -> bound(properties))
                .satisfies(failure -> assertThat(causes(failure))
                        .contains("portage.token.issuers.*." + member + ": ")
                        .contains("(expected: " + expected));
    }

    @Test
    void boundWhenAnIssuerStandsThereTwiceThenRefused() {
        var issuer = "https://id.example/realms/ehr";
        assertThatThrownBy(() ->
                        bound(Map.of("portage.token.issuers[0].url", issuer, "portage.token.issuers[1].url", issuer)))
                .satisfies(failure -> assertThat(causes(failure)).contains("(expected: each issuer once"));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0"})
    void boundWhenOneOfSeveralIssuersHasNoTenantsThenRefused(int confined, int other) {
        var properties = new HashMap<>(Map.of("portage.token.issuers[" + confined + "].url", "https://a.example"));
        properties.put("portage.token.issuers[" + confined + "].tenants", "north, south");
        assertThat(bound(Map.of("portage.token.issuers[0].url", "https://a.example"))
                        .token()
                        .issuers())
                .hasSize(1);
        properties.put("portage.token.issuers[" + other + "].url", "https://b.example");
        assertThatThrownBy(() -> bound(properties))
                .satisfies(
                        failure -> assertThat(causes(failure))
                                .contains(
                                        "portage.token.issuers.*.tenants: not set for https://b.example (expected: the tenants "));
        properties.put("portage.token.issuers[" + other + "].tenants", "west");
        assertThat(bound(properties).token().issuers().get(confined).tenants()).containsExactly("north", "south");
    }

    @Test
    void boundWhenATenantHasNoNameThenRefused() {
        var properties =
                Map.of("portage.token.issuers[0].url", "https://a.example", "portage.token.issuers[0].tenants[0]", " ");
        assertThatThrownBy(() -> bound(properties))
                .satisfies(failure -> assertThat(causes(failure))
                        .contains("portage.token.issuers.*.tenants: ")
                        .contains("(expected: the names of tenants)"));
    }

    @Test
    void boundWhenAnswersAreLargerThanAnArrayThenRefused() {
        assertThatThrownBy(() -> bound(Map.of("portage.upstream.largest-answer", "2GB")))
                .satisfies(failure -> assertThat(causes(failure))
                        .contains("portage.upstream.largest-answer: ")
                        .contains("(expected: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"orders:8080", "ftp://orders", "http:///x", "/orders", "http://orders:65536", "http://orders?x=1"
            })
    void boundWhenServiceHasNoAddressThenRefused(String url) {
        assertThatThrownBy(() -> bound(Map.of("portage.services.orders.url", url)))
                .satisfies(failure -> assertThat(causes(failure))
                        .contains("portage.services.orders")
                        .contains("(expected: an address such as http://orders:8080)"));
    }

    @ParameterizedTest
    @CsvSource({
        "portage.embedded.max-entries, many",
        "portage.upstream.connect-timeout, soon",
        "portage.store, memory",
        "portage.embedded.max-bytes, 5 apples",
    })
    void boundWhenValueIsOfAnotherKindThenPropertyAndValueAreNamed(String name, String value) {
        assertThatThrownBy(() -> bound(Map.of(name, value)))
                .satisfies(failure -> assertThat(causes(failure)).contains(name).contains(value));
    }

    @EnableConfigurationProperties(Settings.class)
    static class OnlySettings {}

    @Test
    void startWhenAPropertyIsUnknownThenStoppedByItsName() {
        var runner = new ApplicationContextRunner().withUserConfiguration(OnlySettings.class);
        runner.withPropertyValues("portage.mutations.total=50")
                .run(context -> assertThat(context).hasNotFailed());
        runner.withPropertyValues("portage.mutations.totla=50")
                .run(context -> assertThat(context)
                        .getFailure()
                        .satisfies(failure -> assertThat(causes(failure)).contains("portage.mutations.totla")));
    }
}
