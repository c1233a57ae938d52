package io.portage.kong.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import io.portage.kong.flow.SyncHeader;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What we ship keeps what it promises, in every environment and for every reader.
final class PromisesTest {
    private static final SyncContract CONTRACT = SyncContract.bundled();
    private static final List<String> SYNC_HEADERS =
            Arrays.stream(SyncHeader.values()).map(SyncHeader::header).toList();

    static Stream<Rendered> files() {
        return Rendered.declarative();
    }

    @ParameterizedTest
    @MethodSource("files")
    void renderWhenAnyFileThenListsAreSortedAndPlacesFilled(Rendered file) {
        for (var list : List.of("upstreams", "services", "plugins")) {
            assertThat(file.tree().trees(list).stream().map(it -> it.text("name")))
                    .isSorted();
        }
        assertThat(file.text()).doesNotContainPattern("\\$\\{[^{]").doesNotContain("routes-");
    }

    @ParameterizedTest
    @MethodSource("files")
    void renderWhenAnyFileThenMutationsAreSentOnceAndReadsTwiceAtMost(Rendered file) {
        for (var service : file.tree().trees("services")) {
            boolean mutates = service.trees("routes").stream()
                    .flatMap(route -> route.texts("methods").stream())
                    .anyMatch(method -> !Set.of("GET", "HEAD", "OPTIONS").contains(method));
            assertThat(Integer.parseInt(service.text("retries")))
                    .as(service.text("name"))
                    .isBetween(0, mutates ? 0 : 2);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void renderWhenAnyFileThenRoutesKeepPathMethodAndTags(Rendered file) {
        assertThat(Rendered.routes(file.tree())).hasSizeGreaterThan(40).allSatisfy(route -> {
            assertThat(route.get("strip_path")).isEqualTo(false);
            assertThat(route.get("https_redirect_status_code")).isEqualTo(308);
            assertThat(route.texts("methods")).isNotEmpty();
            assertThat(route.texts("paths"))
                    .isNotEmpty()
                    .doesNotHaveDuplicates()
                    .allMatch(path -> path.startsWith("~/") && path.endsWith("$"));
            assertThat(route.texts("tags")).containsAnyOf("portage", "outside-promise");
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void renderWhenAnyFileThenOnlyTheGatewaysPublicPagesNeedNoToken(Rendered file) {
        var open = file.tree().trees("services").stream()
                .filter(service -> service.trees("plugins").stream()
                        .noneMatch(plugin -> plugin.text("name").equals("jwt")))
                .flatMap(service -> service.trees("routes").stream())
                .map(route -> route.text("name"))
                // browsers with a session have none to show: on a host of their own
                .filter(name -> !name.startsWith("web."));
        assertThat(open).containsExactly("sync.contract", "sync.openapi");
    }

    @ParameterizedTest
    @MethodSource("files")
    void renderWhenAnyFileThenOfTheHeadersOnlyMadeUpIdentitiesAreRemoved(Rendered file) {
        var transformer = Rendered.named(file.tree().trees("plugins"), "request-transformer")
                .tree("config");
        assertThat(transformer.fields()).containsOnlyKeys("remove");
        assertThat(transformer.tree("remove").fields()).containsOnlyKeys("headers");
        assertThat(transformer.tree("remove").texts("headers"))
                .contains("X-Tenant-Id", "X-User-Id", "X-Consumer-Username")
                .doesNotContainAnyElementsOf(SYNC_HEADERS);
    }

    @ParameterizedTest
    @MethodSource("files")
    void renderWhenAnyFileThenBrowsersMaySendAndSeeWhatTheSurfaceSays(Rendered file) {
        var cors = Rendered.named(file.tree().trees("plugins"), "cors").tree("config");
        assertThat(cors.texts("headers"))
                .containsAll(SYNC_HEADERS)
                .contains("Content-Type", "If-Match", "If-None-Match");
        assertThat(cors.texts("exposed_headers"))
                .containsExactlyInAnyOrder(
                        "Idempotency-Status",
                        "Idempotency-Replayed",
                        "Retry-After",
                        "X-Correlation-Id",
                        "Location",
                        "ETag");
        assertThat(cors.texts("origins")).isNotEmpty().doesNotContain("*");
        assertThat(cors.get("preflight_continue")).isEqualTo(false);
    }

    @ParameterizedTest
    @MethodSource("files")
    void renderWhenAnyFileThenNothingLeadsToABroker(Rendered file) {
        var brokers = Pattern.compile("kafka|amqp|rabbit|mqtt|pulsar|nats|:(9092|9093|5672|5671|1883|8883|61616)\\b");
        assertThat(file.text()).doesNotContainPattern(brokers);
        assertThat(file.tree().trees("services"))
                .allSatisfy(service -> assertThat(service.text("protocol")).isIn("http", "https"));
    }

    @ParameterizedTest
    @EnumSource(Environment.class)
    void renderWhenTheGatewayTakesItsTimeThenKongWaitsLonger(Environment environment) {
        var services = Rendered.tree(environment, Target.DBLESS).trees("services");
        // connection and queue a second each, the store 0.4 s twice
        long slack = 4_000;
        assertThat(readTimeout(services, "gateway-writes"))
                .isGreaterThan(
                        longest(it -> it.timeout().plus(it.duplicateWait()).toMillis()) + slack);
        assertThat(readTimeout(services, "gateway-reads"))
                .isGreaterThan(longest(it -> it.mutates() ? 0 : it.timeout().toMillis()) + slack);
        assertThat(readTimeout(services, "gateway-bursts")).isGreaterThanOrEqualTo(300_000);
    }

    @ParameterizedTest
    @MethodSource("files")
    void renderWhenAnyFileThenSizesAreThoseOfTheContract(Rendered file) {
        var tree = file.tree();
        long usual = bytes(Rendered.named(tree.trees("plugins"), "request-size-limiting"));
        for (var operation : CONTRACT.operations()) {
            var limit = Rendered.named(Rendered.routes(tree), operation.id()).trees("plugins").stream()
                    .mapToLong(PromisesTest::bytes)
                    .findFirst()
                    .orElse(usual);
            assertThat(limit).as(operation.id()).isEqualTo(operation.sizeLimit());
        }
        var burst = Rendered.named(Rendered.routes(tree), "sync.burst");
        assertThat(bytes(burst.trees("plugins").getFirst())).isEqualTo(8 * 1024 * 1024);
        assertThat(burst.get("response_buffering")).isEqualTo(false);
    }

    @ParameterizedTest
    @EnumSource(
            value = Environment.class,
            names = {"STAGE", "PROD"})
    void renderWhenNotOnOneMachineThenEverythingIsVerifiedAndNothingIsSecretInIt(Environment environment) {
        var file = Rendered.tree(environment, Target.DBLESS, Overlay.values());
        assertThat(file.trees("services")).allSatisfy(service -> {
            assertThat(service.text("protocol")).isEqualTo("https");
            assertThat(service.get("tls_verify")).isEqualTo(true);
        });
        assertThat(Rendered.routes(file)).allSatisfy(route -> {
            assertThat(route.texts("protocols")).containsExactly("https");
            assertThat(route.texts("hosts")).hasSize(1);
        });
        var redis = Rendered.named(file.trees("plugins"), "rate-limiting")
                .tree("config")
                .tree("redis");
        assertThat(redis.text("password")).startsWith("{vault://");
        assertThat(redis.get("ssl_verify")).isEqualTo(true);
    }

    @ParameterizedTest
    @EnumSource(Environment.class)
    void renderWhenAnyEnvironmentThenNoLimitCountsAWholeRealmOrASecret(Environment environment) {
        var config = Rendered.named(Rendered.tree(environment, Target.DBLESS).trees("plugins"), "rate-limiting")
                .tree("config");
        assertThat(config.text("limit_by")).isEqualTo("ip");
        assertThat(Integer.parseInt(config.text("minute")))
                .isGreaterThanOrEqualTo(Integer.parseInt(config.text("second")));
    }

    private static long readTimeout(List<Tree> services, String name) {
        return Long.parseLong(Rendered.named(services, name).text("read_timeout"));
    }

    private static long longest(ToLongFunction<Operation> millis) {
        return CONTRACT.operations().stream().mapToLong(millis).max().orElseThrow();
    }

    private static long bytes(Tree limit) {
        var config = limit.tree("config");
        long unit = config.text("size_unit").equals("megabytes") ? 1024 * 1024 : 1;
        return Long.parseLong(config.text("allowed_payload_size")) * unit;
    }
}
