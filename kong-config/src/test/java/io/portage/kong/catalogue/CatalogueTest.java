package io.portage.kong.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.catalogue.effect.EffectTable;
import io.portage.kong.model.KongVersion;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every plugin that Kong bundles has its place in the order of running, and something is known of what it does.
class CatalogueTest {
    @Test
    void namesWhenKongBundlesAPluginThenItIsKnown() {
        assertThat(Catalogue.names()).containsAll(Fields.plugins());
        assertThat(EffectTable.names()).containsAll(Fields.plugins());
    }

    @Test
    void priorityWhenSortedThenTheOrderOfKong39() {
        assertThat(order(KongVersion.V3_9))
                .startsWith("pre-function", "header-guard", "correlation-id", "zipkin", "bot-detection", "cors")
                .containsSubsequence(
                        "jwt",
                        "oauth2",
                        "key-auth",
                        "ldap-auth",
                        "basic-auth",
                        "hmac-auth",
                        "acl",
                        "rate-limiting",
                        "request-transformer",
                        "redirect",
                        "ai-proxy",
                        "aws-lambda",
                        "proxy-cache",
                        "opentelemetry",
                        "request-termination",
                        "post-function",
                        "header-guard-exit");
    }

    @Test
    void priorityWhenOlderThenTheIdIsMintedLate() {
        assertThat(order(KongVersion.V3_8))
                .containsSubsequence("request-termination", "correlation-id", "post-function")
                .doesNotContain("redirect");
    }

    private static List<String> order(KongVersion version) {
        return Catalogue.names().stream()
                .filter(name -> Fields.plugins().contains(name) || name.startsWith("header-guard"))
                .filter(name -> priority(name, version) != Integer.MIN_VALUE)
                .sorted(Comparator.comparingInt((String name) -> priority(name, version))
                        .reversed())
                .toList();
    }

    private static int priority(String name, KongVersion version) {
        return Catalogue.plugin(name).orElseThrow().priority(version).orElse(Integer.MIN_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "3.4, correlation-id, 1",
        "3.8, correlation-id, 1",
        "3.9, correlation-id, 100001",
        "3.6, ai-response-transformer, 769",
        "3.9, ai-response-transformer, 768"
    })
    void priorityWhenItChangedThenTheOneOfTheRelease(String version, String plugin, int priority) {
        assertThat(Catalogue.plugin(plugin)
                        .orElseThrow()
                        .priority(KongVersion.of(version).orElseThrow()))
                .hasValue(priority);
    }

    @Test
    void refusedScopesWhenSchemaForbidsConsumersThenSaysSo() {
        assertThat(Catalogue.plugin("cors").orElseThrow().refusedScopes()).containsExactly("consumer");
        assertThat(Catalogue.plugin("acme").orElseThrow().refusedScopes())
                .containsExactlyInAnyOrder("route", "service", "consumer");
        assertThat(Catalogue.plugin("request-transformer").orElseThrow().refusedScopes())
                .isEmpty();
    }
}
