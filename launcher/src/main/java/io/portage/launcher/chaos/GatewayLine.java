package io.portage.launcher.chaos;

import io.portage.stubs.StubPorts;
import java.net.URI;
import java.util.List;

/// The command line that starts a gateway.
@FunctionalInterface
public interface GatewayLine {
    List<String> of(int port, int managementPort, StubPorts stubs, URI redis);
}
