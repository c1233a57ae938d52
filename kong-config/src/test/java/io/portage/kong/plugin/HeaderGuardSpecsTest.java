package io.portage.kong.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The specs of header-guard under real LuaJIT, and what the plugin costs there.
class HeaderGuardSpecsTest {
    private static final double MOST_MICROSECONDS = 5;

    @TestFactory
    Stream<DynamicTest> specs() {
        return Rock.specs(Rock.HEADER_GUARD);
    }

    @Test
    void specsWhenCountedThenNoneIsForgotten() {
        assertThat(Rock.specs(Rock.HEADER_GUARD).count()).isGreaterThan(60);
    }

    @Test
    void guardsWhenRequestIsABrowsersThenCostLessThanFiveMicroseconds() throws IOException {
        var sandbox = new Sandbox(PluginFiles.of(Rock.HEADER_GUARD).modules(), 0);

        var microseconds = Double.parseDouble(
                sandbox.run("call", "spec.benchmark").getFirst().getFirst());

        System.out.printf("header-guard: %.2f µs for a request through both guards%n", microseconds);
        assertThat(microseconds).isPositive().isLessThan(MOST_MICROSECONDS);
    }

    @Test
    void checkWhenRunOnHeaderGuardThenNothingIsFound() throws IOException {
        assertThat(PluginCheck.of(Rock.HEADER_GUARD)).isEmpty();
    }
}
