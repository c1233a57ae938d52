package io.portage.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.portage.launcher.http.Connection;
import io.portage.launcher.http.Request;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `up` as a process: its one line, its end, and what it says when it cannot start. The stubs' ports are fixed and
/// may be in use, so the gateway is started alone.
@Timeout(180)
final class UpIT {
    private final int port = PortCheck.free(2).getFirst();
    private final int managementPort = PortCheck.free(2).getLast();

    @Test
    void upWhenReadyThenOneLineAndAnswersAndEndsWhenAsked() throws Exception {
        try (var up = up(Map.of())) {
            assertThat(up.line()).isEqualTo("ready http://localhost:" + port);
            assertThat(status()).isEqualTo(401);
            var gateway = up.child();
            up.terminate();
            assertThat(up.exit()).isZero();
            assertThat(up.rest()).isEmpty();
            assertThat(gateway.isAlive()).isFalse();
            assertThatCode(() -> new ServerSocket(port).close()).doesNotThrowAnyException();
        }
    }

    @Test
    void upWhenKilledThenTheGatewayEndsToo() throws Exception {
        try (var up = up(Map.of())) {
            assertThat(up.line()).startsWith("ready");
            var gateway = up.child();
            up.kill();
            assertThat(gateway.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
        }
    }

    @Test
    void upWhenTheGatewayDiesThenItSaysSoAndEnds() throws Exception {
        try (var up = up(Map.of())) {
            assertThat(up.line()).startsWith("ready");
            assertThat(up.child().destroyForcibly()).isTrue();
            assertThat(up.exit()).isEqualTo(1);
            assertThat(up.errors()).contains("portage: the gateway ended (exit 137); the end of its log, ");
        }
    }

    @Test
    void upWhenTheGatewayRefusesToStartThenItsWordsReachTheUser() throws Exception {
        try (var up = up(Map.of("PORTAGE_STORE", "nonsense"))) {
            assertThat(up.exit()).isEqualTo(1);
            assertThat(up.rest()).isEmpty();
            assertThat(up.errors())
                    .contains("portage: the gateway ended before it was ready (exit 1)")
                    .contains("nonsense");
        }
    }

    @Test
    void upWhenThePortIsTakenThenItIsNamedAndNothingStarts() throws Exception {
        try (var taken = new ServerSocket(port);
                var up = up(Map.of())) {
            assertThat(up.exit()).isEqualTo(1);
            assertThat(up.rest()).isEmpty();
            assertThat(up.errors()).isEqualTo("""
                    portage: port %d is taken (expected: free, for the gateway; --port takes another)
                    Is another ./portage up or demo running?
                    """, taken.getLocalPort());
        }
    }

    @Test
    void upWhenAnOptionIsWrongThenUsageError() throws Exception {
        try (var up = Launched.with(Map.of(), "up", "--port", "70000")) {
            assertThat(up.exit()).isEqualTo(64);
            assertThat(up.errors()).isEqualTo("portage: --port 70000 (expected: 1 to 65535)\n");
        }
        try (var up = Launched.with(Map.of(), "up", "--prot", "8080")) {
            assertThat(up.exit()).isEqualTo(64);
            assertThat(up.errors()).contains("'--prot'").contains("(expected: what ./portage up --help names)");
        }
    }

    private Launched up(Map<String, String> environment) throws IOException {
        return Launched.with(
                environment,
                "up",
                "--no-stubs",
                "--port",
                Integer.toString(port),
                "--management-port",
                Integer.toString(managementPort));
    }

    private int status() throws IOException {
        return Connection.exchange(URI.create("http://localhost:" + port), Request.get("/v1/patients"))
                .status();
    }
}
