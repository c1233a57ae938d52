package io.portage.kong.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portage.contract.ContractReader;
import io.portage.contract.SyncContract;
import io.portage.kong.jwks.Keys;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same input gives the same file, and each reader gets what it needs.
final class RenderingTest {
    private static final SyncContract CONTRACT = SyncContract.bundled();

    @ParameterizedTest
    @EnumSource(Target.class)
    void renderWhenRenderedTwiceThenTheSameBytes(Target target) {
        for (var environment : Environment.values()) {
            assertThat(Rendered.of(environment, target)).isEqualTo(Rendered.of(environment, target));
        }
    }

    @Test
    void renderWhenForDeckThenHostsAndSecretsAreAskedOfItsEnvironment() {
        var file = Rendered.tree(Environment.PROD, Target.DECK);
        var redis = Rendered.named(file.trees("plugins"), "rate-limiting")
                .tree("config")
                .tree("redis");
        assertThat(redis.text("host")).isEqualTo("${{ env \"DECK_REDIS_HOST\" }}");
        assertThat(redis.text("password")).isEqualTo("${{ env \"DECK_REDIS_PASSWORD\" }}");
        assertThat(file.trees("upstreams")
                        .getFirst()
                        .trees("targets")
                        .getFirst()
                        .text("target"))
                .isEqualTo("${{ env \"DECK_GATEWAY_TARGET\" }}");
        assertThat(file.tree("_info").texts("select_tags")).containsExactly("rendered-by-portage");
    }

    @ParameterizedTest
    @EnumSource(Environment.class)
    void renderThenEverythingSaysItsEnvironmentPluginsOfRoutesIncluded(Environment environment) {
        var file = Rendered.tree(environment, Target.DBLESS);
        var nested = Stream.concat(file.trees("services").stream(), Rendered.routes(file).stream())
                .flatMap(owner -> owner.trees("plugins").stream())
                .toList();
        assertThat(nested).isNotEmpty();
        assertThat(Stream.of(nested, file.trees("plugins"), file.trees("services"), Rendered.routes(file))
                        .flatMap(List::stream))
                .allSatisfy(it -> assertThat(it.texts("tags")).contains(environment.toString()));
    }

    @Test
    void renderThenWhatIsReadIsAskedForItsHeadAlone() {
        assertThat(Rendered.routes(Rendered.tree(Environment.DEV, Target.DBLESS)))
                .filteredOn(route -> route.texts("methods").contains("GET"))
                .isNotEmpty()
                .allSatisfy(route -> assertThat(route.texts("methods")).containsExactly("GET", "HEAD"));
    }

    @Test
    void renderWhenTheServicesAreOpenedThenAPreflightIsForThePathsOfItsOwnServiceAlone() {
        var services = Rendered.tree(Environment.DEV, Target.DBLESS, Overlay.SERVICES_DIRECT)
                .trees("services");
        var preflights = services.stream()
                .flatMap(service -> service.trees("routes").stream())
                .filter(route -> route.text("name").matches("direct\\..+\\.preflights"))
                .toList();
        assertThat(preflights).hasSize(4);
        assertThat(preflights.stream().flatMap(route -> route.texts("paths").stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void renderThenServicesAndTagsAreInOrderAndEachTagOnce() {
        var file = Rendered.tree(Environment.DEV, Target.DBLESS, Overlay.SERVICES_DIRECT);
        assertThat(file.trees("services").stream().map(service -> service.text("name")))
                .isSorted();
        assertThat(Rendered.routes(file))
                .allSatisfy(route -> assertThat(route.texts("tags")).isSorted().doesNotHaveDuplicates());
    }

    @Test
    void taggedWhenItIsThereThenStillOnce() {
        assertThat(new Tree().put("tags", List.of("dev")).tagged("dev").texts("tags"))
                .containsExactly("dev");
    }

    /// Pods are called by address; a certificate is checked against a name.
    @Test
    void renderWhenForTheControllerThenHostNamesCredentialsAndHealthchecksAsItWantsThem() {
        var prod = Rendered.of(Environment.PROD, Target.KIC);
        assertThat(prod)
                .contains("konghq.com/host-header: ", "konghq.com/credential: jwt", "httpStatuses: ")
                .doesNotContain("http_statuses");
        assertThat(Rendered.of(Environment.DEV, Target.KIC)).doesNotContain("konghq.com/host-header");
    }

    @Test
    void renderThenAKeyStandsInLinesThatSomebodyCanRead() {
        assertThat(Rendered.of(Environment.DEV, Target.DBLESS))
                .containsPattern("rsa_public_key: \\|\n +-----BEGIN PUBLIC KEY-----\n");
    }

    /// The limit for all is said once; only what is larger or smaller says its own.
    @Test
    void renderWhenAnOperationHasTheUsualSizeThenItHasNoLimitOfItsOwn() {
        var routes = Rendered.routes(Rendered.tree(Environment.DEV, Target.DBLESS));
        assertThat(Rendered.named(routes, "order.create").has("plugins")).isFalse();
        assertThat(Rendered.named(routes, "patient.set-portrait").trees("plugins"))
                .singleElement()
                .satisfies(plugin -> assertThat(plugin.tree("config").text("allowed_payload_size"))
                        .isEqualTo("5"));
    }

    @ParameterizedTest
    @EnumSource(Environment.class)
    void renderWhenTheServicesAreOpenedThenOutsideThePromiseAndOnAHostOfTheirOwn(Environment environment) {
        var plain = Rendered.tree(environment, Target.DBLESS);
        var opened = Rendered.tree(environment, Target.DBLESS, Overlay.SERVICES_DIRECT);
        var direct = Rendered.routes(opened).stream()
                .filter(route -> route.text("name").startsWith("direct."))
                .toList();
        assertThat(direct).hasSize(CONTRACT.operations().size() + 4).allSatisfy(route -> {
            assertThat(route.texts("tags")).contains("outside-promise").doesNotContain("portage");
            assertThat(route.texts("hosts")).hasSize(1).allMatch(host -> host.startsWith("direct."));
        });
        assertThat(Rendered.routes(opened)).containsAll(Rendered.routes(plain));
        assertThat(Rendered.routes(plain))
                .noneMatch(route -> route.texts("tags").contains("outside-promise"));
    }

    @ParameterizedTest
    @EnumSource(Environment.class)
    void renderWhenBrowsersHaveSessionsThenNoTokenIsAskedOnTheirHostAlone(Environment environment) {
        var plain = Rendered.tree(environment, Target.DBLESS);
        var opened = Rendered.tree(environment, Target.DBLESS, Overlay.BROWSER_SESSIONS);
        var web = Rendered.routes(opened).stream()
                .filter(route -> route.text("name").startsWith("web."))
                .toList();
        // the sync contract, the burst, its look-up, sign-in, session and sign-out
        assertThat(web).hasSize(CONTRACT.operations().size() + 6).allSatisfy(route -> {
            assertThat(route.texts("tags")).contains("portage");
            assertThat(route.texts("hosts")).hasSize(1).allMatch(host -> host.startsWith("ehr."));
            assertThat(route.trees("plugins"))
                    .noneMatch(plugin -> plugin.text("name").equals("jwt"));
        });
        assertThat(Rendered.routes(opened)).containsAll(Rendered.routes(plain));
        assertThat(opened.trees("services"))
                .filteredOn(service -> service.text("name").startsWith("web-"))
                .hasSize(5)
                .allSatisfy(service -> assertThat(Rendered.named(service.trees("plugins"), "cors")
                                .tree("config")
                                .texts("origins"))
                        .isNotEmpty()
                        .allMatch(origin -> origin.contains("//ehr.")));
    }

    @Test
    void renderWhenTheContractHasANewOperationThenItHasARoute() {
        var source = new ContractReader.Source("laboratory.yml", """
                service: laboratory
                operations:
                  - { id: specimen.read, request: "GET /v1/specimens/{id}/v.1", source: laboratory }
                """);
        var file = new Rendered(
                "laboratory",
                Rendering.of(ContractReader.read(List.of(source)), Environment.DEV, Target.DBLESS, Keys.placeholder()));
        var route = Rendered.named(Rendered.routes(file.tree()), "specimen.read");
        assertThat(route.texts("paths")).containsExactly("~/v1/specimens/[^/]+/v\\.1$");
        assertThat(route.texts("tags")).containsExactly("dev", "laboratory", "phi", "portage");
    }

    @Test
    void renderWhenThereAreNoKeysThenThePlaceholderIsTagged() {
        var secret = Rendered.tree(Environment.DEV, Target.DBLESS)
                .trees("consumers")
                .getFirst()
                .trees("jwt_secrets")
                .getFirst();
        assertThat(secret.texts("tags")).contains("placeholder-key");
        assertThat(secret.text("rsa_public_key"))
                .isEqualTo(Keys.placeholder().keys().getFirst().pem());
    }

    @Test
    void secretsWhenRenderedThenTheConsumerOfEveryFile() {
        var alone = new Rendered("keys", Rendering.secrets(Keys.placeholder())).tree();
        var whole = Rendered.tree(Environment.DEV, Target.DBLESS);
        assertThat(alone.trees("consumers").getFirst().tagged("dev"))
                .isEqualTo(whole.trees("consumers").getFirst());
    }

    @Test
    void nameWhenUnknownThenTheMessageSaysWhatIsThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.named("qa"))
                .withMessage("environment: qa (expected: dev, stage, prod)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.named("helm"))
                .withMessage("target: helm (expected: dbless, deck, kic)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Overlay.named("x"))
                .withMessage("overlay: x (expected: services-direct, browser-sessions)");
        assertThat(Arrays.stream(Environment.values()).map(it -> Environment.named(it.toString())))
                .containsExactly(Environment.values());
        assertThat(Arrays.stream(Target.values()).map(it -> Target.named(it.toString())))
                .containsExactly(Target.values());
        assertThat(Arrays.stream(Overlay.values()).map(it -> Overlay.named(it.toString())))
                .containsExactly(Overlay.values());
    }
}
