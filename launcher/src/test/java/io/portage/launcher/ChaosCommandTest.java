package io.portage.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.stubs.StubPorts;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The options of chaos, before anything is started.
final class ChaosCommandTest {
    private static final int USAGE_ERROR = 64;

    @ParameterizedTest
    @CsvSource({
        "--schedules, 0",
        "--schedules, many",
        "--operations, 0",
        "--operations, 10001",
        "--gateways, 0",
        "--gateways, 17",
        "--seed, x",
        "--seed, 99999999999999999999",
        "--speed, 9"
    })
    void callWhenAnOptionIsWrongThenRefused(String option, String value) {
        assertThat(Main.run("chaos", option, value)).isEqualTo(USAGE_ERROR);
    }

    @Test
    void commandThenAGatewayOnRedisAgainstTheStubs() {
        var stubs = new StubPorts(1, 2, 3, 4, 5);
        assertThat(ChaosCommand.command(Path.of("home"), 6, 7, stubs, URI.create("redis://127.0.0.1:8")))
                .contains(
                        "--server.port=6",
                        "--management.server.port=7",
                        "--portage.services.orders.url=http://localhost:5",
                        "--portage.store=redis",
                        "--portage.redis.url=redis://127.0.0.1:8");
    }
}
