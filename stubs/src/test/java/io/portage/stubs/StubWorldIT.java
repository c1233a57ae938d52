package io.portage.stubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Starting and ending, as a library and as a process.
final class StubWorldIT {
    @Test
    void startWhenPortIsTakenThenSaysWhichAndLeavesNothingOpen() throws IOException {
        var ports = StubPorts.ephemeral();
        try (var taken = new ServerSocket(ports.orders())) {
            assertThat(taken.isBound()).isTrue();
            assertThatThrownBy(() -> StubWorld.start(ports))
                    .hasMessageStartingWith("port: " + ports.orders() + " (expected: a free one; ");
        }
        try (var world = StubWorld.start(ports)) {
            assertThat(world.service("orders").getPort()).isEqualTo(ports.orders());
        }
    }

    @Test
    void closeWhenDoneThenPortsAreFree() {
        var world = StubWorld.start(StubPorts.ephemeral());
        world.close();
        world.close();
        assertThatThrownBy(() -> new Wire(world.control()).close()).hasCauseInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> new Wire(world.service("orders")).close()).hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void clockFileWhenStartedThenNamedAfterTheControlPort() throws IOException {
        Path file;
        try (var world = StubWorld.start(StubPorts.ephemeral())) {
            var name = "portage-clock-" + world.ports().control();
            file = Path.of(System.getProperty("java.io.tmpdir"), name);
            world.clock().advance(Duration.ofSeconds(5));
            assertThat(ByteBuffer.wrap(Files.readAllBytes(file)).getLong()).isEqualTo(5000);
        }
        assertThat(file).as("others may have it mapped").exists();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | port: 0 (expected: 1 to 65535)
            70000 | port: 70000 (expected: 1 to 65535)
            9102 | ports: [9102, 9101, 9102, 9103, 9104] (expected: all different)
            """)
    void portsWhenWrongThenSaysSo(int control, String message) {
        assertThatThrownBy(() -> new StubPorts(control, 9101, 9102, 9103, 9104))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void serviceWhenUnknownThenSaysWhichAreThere() {
        try (var world = StubWorld.start(StubPorts.ephemeral())) {
            assertThatThrownBy(() -> world.service("order"))
                    .hasMessage("service: order (expected: one of"
                            + " [registration, patient-portal, immunizations, orders])");
        }
    }

    private static Process server(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StubServer.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    @Test
    void serverWhenStartedThenPrintsEachPortAndEndsOnSigterm() throws Exception {
        var ports = StubPorts.ephemeral();
        var process = server(
                "--control-port=" + ports.control(),
                "--registration-port=" + ports.registration(),
                "--patient-portal-port=" + ports.patientPortal(),
                "--immunizations-port=" + ports.immunizations(),
                "--orders-port=" + ports.orders());
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var lines = new ArrayList<String>();
            for (int i = 0; i < 5; i++) {
                lines.add(String.valueOf(out.readLine()));
            }
            assertThat(lines)
                    .containsExactly(
                            "control http://localhost:" + ports.control(),
                            "registration http://localhost:" + ports.registration(),
                            "patient-portal http://localhost:" + ports.patientPortal(),
                            "immunizations http://localhost:" + ports.immunizations(),
                            "orders http://localhost:" + ports.orders());
            try (var wire = new Wire(URI.create("http://localhost:" + ports.orders()))) {
                wire.send("GET /health HTTP/1.1\r\nConnection: close\r\n\r\n");
                assertThat(wire.rest()).startsWith("HTTP/1.1 200 ");
            }
            // not through the process itself, which would close its streams as well
            process.toHandle().destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(out.readLine()).as("nothing is said on the way out").isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void serverWhenPortIsWrongThenSaysSoAndExitsWithError() throws Exception {
        var process = server("--orders-port=70000");
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("stubs: port: 70000 (expected: 1 to 65535)\n");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void serverWhenAskedForHelpThenNamesItsOptions() throws Exception {
        var process = server("--help");
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("--control-port", "--orders-port", "9104");
        assertThat(process.waitFor()).isZero();
    }
}
