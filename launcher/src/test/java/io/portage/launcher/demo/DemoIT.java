package io.portage.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.stubs.StubPorts;
import io.portage.stubs.StubWorld;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The story against a world without a gateway: it must notice.
@Timeout(120)
final class DemoIT {
    @Test
    void playWhenNoGatewayStandsBetweenThenMostStepsAreNotAsExpected() throws InterruptedException {
        var bytes = new ByteArrayOutputStream();
        try (var stubs = StubWorld.start(StubPorts.ephemeral());
                var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            var demo = Demo.of(
                    stubs.service("patient-portal"),
                    stubs.control(),
                    name -> stubs.service(name).toString(),
                    out,
                    false,
                    () -> false);
            assertThat(demo.play()).isFalse();
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("NOT        status 409 (expected: status 201, the phone learns that it worked)")
                .contains("NOT        1 arrival, 0 effects (expected: 0 arrivals, 0 effects, the service was not asked")
                .endsWith("0 steps as expected, 13 not\n");
    }

    @Test
    void playWhenStoppedInTheMiddleThenNothingIsCalledWrong() throws InterruptedException {
        var bytes = new ByteArrayOutputStream();
        try (var stubs = StubWorld.start(StubPorts.ephemeral());
                var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            var demo = Demo.of(
                    stubs.service("patient-portal"),
                    stubs.control(),
                    name -> stubs.service(name).toString(),
                    out,
                    false,
                    () -> true);
            assertThat(demo.play()).isFalse();
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .doesNotContain("NOT ")
                .endsWith("\nstopped before the end\n");
    }
}
