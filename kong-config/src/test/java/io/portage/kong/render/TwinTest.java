package io.portage.kong.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.jwks.Keys;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The manifests say the same as the file for Kong itself.
final class TwinTest {
    @ParameterizedTest
    @EnumSource(Environment.class)
    void twinWhenReadBackFromTheManifestsThenTheSameRoutesServicesPluginsAndConsumers(Environment environment) {
        var plain = Rendered.tree(environment, Target.DBLESS, Overlay.SERVICES_DIRECT);
        var twin =
                new Rendered("twin", Rendering.twin(environment, Keys.placeholder(), Overlay.SERVICES_DIRECT)).tree();
        assertThat(sorted(twin.get("plugins"))).isEqualTo(sorted(plain.get("plugins")));
        assertThat(sorted(twin.get("consumers"))).isEqualTo(sorted(plain.get("consumers")));
        assertThat(services(twin)).isEqualTo(services(plain));
    }

    @ParameterizedTest
    @EnumSource(Environment.class)
    void twinWhenReadBackThenHealthIsCheckedTheSameWay(Environment environment) {
        var plain = Rendered.tree(environment, Target.DBLESS).trees("upstreams").getFirst();
        var twin = new Rendered("twin", Rendering.twin(environment, Keys.placeholder())).tree();
        assertThat(twin.trees("upstreams"))
                .hasSize(twin.trees("services").size())
                .allSatisfy(upstream ->
                        assertThat(sorted(upstream.get("healthchecks"))).isEqualTo(sorted(plain.get("healthchecks"))));
    }

    @Test
    void manifestsWhenRenderedThenNoMoreMatchesThanTheGatewayApiTakes() {
        var routes = new Rendered("kic", Rendered.of(Environment.PROD, Target.KIC, Overlay.SERVICES_DIRECT))
                .trees().stream()
                        .filter(manifest -> manifest.text("kind").equals("HTTPRoute"))
                        .map(manifest -> manifest.tree("spec").trees("rules"))
                        .toList();
        assertThat(routes).hasSizeGreaterThan(80).allSatisfy(rules -> {
            assertThat(rules).hasSizeBetween(1, 16);
            assertThat(rules)
                    .allSatisfy(rule -> assertThat(rule.trees("matches")).hasSizeBetween(1, 8));
        });
    }

    @Test
    void manifestsWhenRenderedThenNamesAreUniqueAndOnesThatKubernetesTakes() {
        var manifests = new Rendered("kic", Rendered.of(Environment.PROD, Target.KIC, Overlay.SERVICES_DIRECT)).trees();
        assertThat(manifests.stream()
                        .map(it -> it.text("kind") + " " + it.tree("metadata").text("name")))
                .doesNotHaveDuplicates();
        assertThat(manifests)
                .allSatisfy(it -> assertThat(it.tree("metadata").text("name"))
                        .hasSizeLessThan(254)
                        .matches(
                                it.text("kind").equals("Service")
                                        ? "[a-z]([-a-z0-9]{0,61}[a-z0-9])?"
                                        : "[a-z0-9]([-.a-z0-9]*[a-z0-9])?"));
    }

    /// Services by name, without what is another thing in Kubernetes: where they lead to.
    private static Map<String, Object> services(Tree file) {
        var services = new TreeMap<String, Object>();
        file.trees("services").forEach(service -> services.put(service.text("name"), sorted(service.without("host"))));
        return services;
    }

    /// Members in the order of their names.
    private static Object sorted(@Nullable Object value) {
        return switch (value) {
            case Tree tree -> {
                var members = new TreeMap<String, Object>();
                tree.fields().forEach((name, member) -> members.put(name, sorted(member)));
                yield members;
            }
            case List<?> list -> list.stream().map(TwinTest::sorted).toList();
            case null -> "nothing";
            default -> value;
        };
    }
}
