package io.portage.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `demo` as a process, with the real gateway and the real stubs.
@Timeout(180)
final class DemoCommandIT {
    @Test
    void demoWhenAskedToExitThenEveryStepIsAsExpectedAndPlain() throws Exception {
        try (var demo = Launched.with(Map.of(), "demo", "--exit", "--free-ports")) {
            assertThat(demo.rest())
                    .endsWith("13 steps as expected, 0 not\n")
                    .doesNotContain("\u001b")
                    .doesNotContain("\n    NOT");
            assertThat(demo.exit()).isZero();
        }
    }

    @Test
    void demoWhenStepsAreNotAsExpectedThenItEndsWithOne() throws Exception {
        var gatewayForOthers = Map.of("PORTAGE_TOKEN_AUDIENCE", "somebody-else");
        try (var demo = Launched.with(gatewayForOthers, "demo", "--exit", "--free-ports")) {
            assertThat(demo.rest())
                    .contains("NOT        status 401 (expected: status 201, the service took the request)")
                    .contains("/refill-requests did not arrive (expected: within 5 s)\n")
                    .endsWith("1 step as expected, 12 not\n");
            assertThat(demo.exit()).isEqualTo(1);
        }
    }

    @Test
    void demoWhenItStaysThenItTellsHowToGoOnAndEndsWhenAsked() throws Exception {
        try (var demo = Launched.with(Map.of(), "demo", "--free-ports")) {
            while (!demo.line().startsWith("Everything stays up until Ctrl-C.")) {
                assertThat(demo.child().isAlive()).isTrue();
            }
            demo.terminate();
            assertThat(demo.exit()).isZero();
            assertThat(demo.rest()).contains("grant_type=password", "/v1/portal/refill-requests");
        }
    }
}
