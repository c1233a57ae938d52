package io.portage.kong.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Operation;
import io.portage.contract.OperationMatch;
import io.portage.contract.PathTemplate.Segment;
import io.portage.contract.SyncContract;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each operation has exactly one route, and what is no operation has none.
final class RoutingTest {
    private static final SyncContract CONTRACT = SyncContract.bundled();
    private static final String HOST = "api.portage.example";
    private static final KongRouter PROD = KongRouter.of(Rendered.tree(Environment.PROD, Target.DBLESS));
    private static final KongRouter DIRECT =
            KongRouter.of(Rendered.tree(Environment.PROD, Target.DBLESS, Overlay.SERVICES_DIRECT));
    private static final KongRouter WEB =
            KongRouter.of(Rendered.tree(Environment.PROD, Target.DBLESS, Overlay.BROWSER_SESSIONS));
    private static final int ROUNDS = 20_000;

    static Stream<Operation> operations() {
        return CONTRACT.operations().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void matchWhenAnOperationThenItsRouteAlone(Operation operation) {
        assertThat(PROD.matching(operation.method(), HOST, example(operation))).containsExactly(operation.id());
        assertThat(PROD.matching("OPTIONS", HOST, example(operation))).containsExactly("preflights");
        if (!operation.mutates()) {
            assertThat(PROD.matching("HEAD", HOST, example(operation))).containsExactly(operation.id());
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void matchWhenTheServicesAreOpenedThenEachHostHasItsOwnRoute(Operation operation) {
        var path = example(operation);
        assertThat(DIRECT.matching(operation.method(), HOST, path)).containsExactly(operation.id());
        assertThat(DIRECT.matching(operation.method(), "direct.portage.example", path))
                .containsExactly("direct." + operation.id());
        assertThat(DIRECT.matching("OPTIONS", "direct.portage.example", path))
                .containsExactly("direct." + operation.service() + ".preflights");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void matchWhenBrowsersHaveSessionsThenEachHostHasItsOwnRoute(Operation operation) {
        var path = example(operation);
        assertThat(WEB.matching(operation.method(), HOST, path)).containsExactly(operation.id());
        assertThat(WEB.matching(operation.method(), "ehr.portage.example", path))
                .containsExactly("web." + operation.id());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /oauth2/authorization/ehr-web, web.sign-in",
        "GET, /login/oauth2/code/ehr-web, web.sign-in",
        "GET, /session, web.session",
        "POST, /logout, web.sign-out",
        "POST, /v1/sync/mutations, web.sync.burst",
        "GET, /v1/sync/mutations, web.sync.lookup",
        "GET, /.well-known/sync-contract, web.sync.contract",
        "GET, /.well-known/sync-contract.schema.json, web.sync.contract"
    })
    void matchWhenABrowserSignsInThenOnItsHostAlone(String method, String path, String route) {
        assertThat(WEB.matching(method, "ehr.portage.example", path)).containsExactly(route);
        assertThat(WEB.matching(method, HOST, path)).doesNotContain(route);
    }

    @Test
    void matchWhenTheProviderSignsSomebodyOutThenNotThroughKong() {
        assertThat(WEB.matching("POST", "ehr.portage.example", "/logout/back-channel"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/sync/mutations, sync.burst",
        "GET, /v1/sync/mutations, sync.lookup",
        "HEAD, /v1/sync/mutations, sync.lookup",
        "GET, /.well-known/sync-contract, sync.contract",
        "HEAD, /.well-known/sync-contract, sync.contract",
        "GET, /.well-known/sync-contract.schema.json, sync.contract",
        "GET, /openapi.json, sync.openapi",
        "OPTIONS, /v1/sync/mutations, preflights",
        "POST, //v1/./orders, order.create",
        "POST, /v1/orders/batch, order.create-batch"
    })
    void matchWhenAnEndpointOfTheGatewayThenItsRouteAlone(String method, String path, String route) {
        assertThat(PROD.matching(method, HOST, path)).containsExactly(route);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/ordersX",
                "/v1/orders/",
                "/v1/orders/../x",
                "/v1/orders/1",
                "/v1/orders/1/cancelled",
                "/v1/orders/batch/x",
                "/v1/orders%2Fbatch",
                "/v1/patients/1/portrait/x",
                "/v1/patients/1/names",
                "/v1/portal/fhir",
                "/v1/portal/fhir/",
                "/v2/orders",
                "/x/v1/orders",
                "/V1/orders",
                "/actuator/health",
                "/actuator/prometheus",
                "/Xwell-known/sync-contract",
                "/.well-known/sync-contract/x",
                "/.well-known/sync-contractXschema.json",
                "/docs",
                "/openapiXjson",
                "/v1/sync/mutations/1",
                "/topics/mutations",
                "/kafka",
                "/",
                "/v1"
            })
    void matchWhenNoOperationThenNoRoute(String path) {
        for (var method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")) {
            assertThat(PROD.matching(method, HOST, path))
                    .as(method + " " + path)
                    .isEmpty();
        }
    }

    @Test
    void matchWhenAnotherHostThenNoRoute() {
        assertThat(PROD.matching("POST", "10.0.0.1", "/v1/orders")).isEmpty();
    }

    @Test
    void matchWhenAnyPathThenAsTheContractSays() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            var operation = CONTRACT.operations()
                    .get(random.nextInt(CONTRACT.operations().size()));
            var path = mutated(example(operation), random);
            var method = List.of("GET", "POST", "PUT", "PATCH", "DELETE").get(random.nextInt(5));
            var expected = CONTRACT.match(method, path) instanceof OperationMatch.Found found
                    ? List.of(found.operation().id())
                    : List.of();
            assertThat(PROD.matching(method, HOST, path))
                    .as(seed + ": " + method + " " + path)
                    .isEqualTo(expected);
        }
    }

    /// Drops, doubles or swaps a segment, or puts one character more; slashes stay single, as Kong merges them.
    private static String mutated(String path, Random random) {
        var text = new StringBuilder(path);
        int at = 1 + random.nextInt(path.length() - 1);
        switch (random.nextInt(4)) {
            case 0 -> text.insert(at, "x");
            case 1 -> text.insert(at, "/");
            case 2 -> text.setLength(at);
            default -> text.append(path, path.lastIndexOf('/'), path.length());
        }
        return text.toString().replaceAll("/+", "/");
    }

    private static String example(Operation operation) {
        return operation.path().segments().stream().map(RoutingTest::example).collect(Collectors.joining("/", "/", ""));
    }

    private static String example(Segment segment) {
        return switch (segment) {
            case Segment.Literal(var text) -> text;
            case Segment.Variable _ -> "a.b-1_%20~";
            case Segment.Rest() -> "Patient/42/_history";
        };
    }
}
