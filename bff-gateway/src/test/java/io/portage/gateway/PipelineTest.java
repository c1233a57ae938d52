package io.portage.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.test.util.ReflectionTestUtils;

/// The chain that really runs against the one that [Pipeline] names.
final class PipelineTest {
    private static @Nullable ConfigurableApplicationContext started;

    @BeforeAll
    static void start(@TempDir Path directory) {
        started = new SpringApplicationBuilder(Gateway.class)
                .profiles("local")
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--portage.local.clock-file=" + directory.resolve("clock"),
                        "--portage.token.issuers[0].url=http://localhost:1/realms/ehr",
                        "--logging.level.root=warn");
    }

    @AfterAll
    static void stop() {
        context().close();
    }

    private static ConfigurableApplicationContext context() {
        return Objects.requireNonNull(started, "not started (expected: the gateway)");
    }

    /// The filters of a route, in the order in which they run.
    private static List<GlobalFilter> chain(Route route) {
        List<GatewayFilter> filters = ReflectionTestUtils.invokeMethod(
                context().getBean(FilteringWebHandler.class), "getCombinedFilters", route);
        var chain = new ArrayList<GlobalFilter>();
        for (var filter : Objects.requireNonNull(filters)) {
            Object inner = filter;
            while (!(inner instanceof GlobalFilter)) {
                inner = Objects.requireNonNull(ReflectionTestUtils.getField(inner, "delegate"));
            }
            chain.add((GlobalFilter) inner);
        }
        return chain;
    }

    @Test
    void chainWhenAnyRouteThenExactlyThePipelineInItsOrder() {
        var routes = context().getBeansOfType(RouteLocator.class).values().stream()
                .flatMap(locator -> locator.getRoutes().toStream())
                .distinct()
                .toList();
        assertThat(routes).hasSizeGreaterThan(30);
        for (var route : routes) {
            assertThat(chain(route))
                    .as(route.getId())
                    .allMatch(Station.class::isInstance)
                    .extracting(filter -> ((Station) filter).place())
                    .containsExactly(Pipeline.values());
        }
    }

    @Test
    void beansWhenGlobalFiltersThenOneStationForEachPlace() {
        assertThat(context().getBeansOfType(GlobalFilter.class).values())
                .allMatch(Station.class::isInstance)
                .extracting(filter -> ((Station) filter).place())
                .containsExactlyInAnyOrder(Pipeline.values());
    }

    @Test
    void orderWhenPlacesFollowThenStrictlyRising() {
        assertThat(Stream.of(Pipeline.values()).map(Pipeline::order))
                .isSortedAccordingTo(Comparator.naturalOrder())
                .doesNotHaveDuplicates();
        assertThat(Pipeline.SERVICE.order()).isLessThan(Ordered.LOWEST_PRECEDENCE);
        assertThat(context().getBeansOfType(Station.class).values())
                .allMatch(station -> station.getOrder() == station.place().order());
    }
}
