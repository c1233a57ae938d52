package io.portage.launcher.chaos;

import io.portage.stubs.StubPorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A gateway as any other, but in more of a hurry, so that a lease can end within a schedule.
public final class ChaosGateway implements GatewayLine {
    private final Path contract;
    private final GatewayLine ordinary;

    /// @param folder where its sync contract is written
    public ChaosGateway(Path folder, GatewayLine ordinary) throws IOException {
        this.contract = HastyContract.writeBelow(Files.createDirectories(folder));
        this.ordinary = ordinary;
    }

    @Override
    public List<String> of(int port, int managementPort, StubPorts stubs, URI redis) {
        var command = new ArrayList<>(ordinary.of(port, managementPort, stubs, redis));
        command.add("--portage.contract=" + contract);
        command.add("--portage.idempotency.lease-margin=" + Timing.LEASE_MARGIN);
        return command;
    }
}
