package io.portage.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portage.stubs.StubPorts;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// A port that is taken is named before anything is started.
final class PortCheckTest {
    @Test
    void demandFreeWhenAllAreFreeThenNothingIsSaid() {
        assertThatCode(() -> PortCheck.demandFree(settings(true))).doesNotThrowAnyException();
    }

    @Test
    void demandFreeWhenPortsAreTakenThenEachIsNamedWithItsUse() throws IOException {
        var settings = settings(true);
        try (var gateway = new ServerSocket(settings.port());
                var orders = new ServerSocket(settings.stubPorts().orders())) {
            assertThatExceptionOfType(LaunchFailure.class)
                    .isThrownBy(() -> PortCheck.demandFree(settings))
                    .withMessage("""
                            port %d is taken (expected: free, for the gateway; --port takes another)
                            port %d is taken (expected: free, for the stub service orders)
                            Is another ./portage up or demo running?""", gateway.getLocalPort(), orders.getLocalPort());
        }
    }

    @Test
    void demandFreeWhenStubsRunElsewhereThenTheirPortsMayBeTaken() throws IOException {
        var settings = settings(false);
        try (var orders = new ServerSocket(settings.stubPorts().orders())) {
            assertThat(orders.isBound()).isTrue();
            assertThatCode(() -> PortCheck.demandFree(settings)).doesNotThrowAnyException();
        }
    }

    private static Settings settings(boolean ownStubs) {
        var ports = PortCheck.free(2);
        return new Settings(
                Path.of("."), ports.get(0), ports.get(1), StubPorts.ephemeral(), ownStubs, null, null, false);
    }
}
