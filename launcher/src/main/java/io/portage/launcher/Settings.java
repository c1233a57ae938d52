package io.portage.launcher;

import io.portage.stubs.StubPorts;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be started, and where; no two parts share a port.
///
/// @param home folder of the project, where the jars are
/// @param port the gateway's port
/// @param managementPort where the gateway tells its health
/// @param stubPorts where services and identity provider are, whoever runs them
/// @param ownStubs whether the stubs are started here
/// @param store where the gateway keeps outcomes; null for what it decides by itself
/// @param redis address of the store; null for what the gateway decides by itself
/// @param verbose whether the gateway's log goes to standard error
public record Settings(
        Path home,
        int port,
        int managementPort,
        StubPorts stubPorts,
        boolean ownStubs,
        @Nullable String store,
        @Nullable URI redis,
        boolean verbose) {

    public Settings {
        if (managementPort == port) {
            throw new WrongOption("--management-port", managementPort, "another port than the gateway's");
        }
        refuseStubPort("--port", port, stubPorts);
        refuseStubPort("--management-port", managementPort, stubPorts);
    }

    private static void refuseStubPort(String option, int port, StubPorts stubs) {
        var taken = List.of(
                stubs.control(), stubs.registration(), stubs.patientPortal(), stubs.immunizations(), stubs.orders());
        if (taken.contains(port)) {
            throw new WrongOption(option, port, "none of " + taken + ", where services and identity provider are");
        }
    }

    public URI gateway() {
        return URI.create("http://localhost:" + port);
    }

    public URI management() {
        return URI.create("http://localhost:" + managementPort);
    }

    /// The address of a service, by its name.
    public String service(String name) {
        int servicePort = switch (name) {
            case "registration" -> stubPorts.registration();
            case "patient-portal" -> stubPorts.patientPortal();
            case "immunizations" -> stubPorts.immunizations();
            case "orders" -> stubPorts.orders();
            default -> throw new IllegalArgumentException("service: " + name + " (expected: one of the four)");
        };
        return "http://localhost:" + servicePort;
    }

    /// Where the build puts it, unless the system property `portage.gateway.jar` names another.
    Path gatewayJar() {
        var said = System.getProperty("portage.gateway.jar");
        return said == null ? home.resolve("bff-gateway/target/bff-gateway.jar") : Path.of(said);
    }

    Path gatewayLog() {
        return home.resolve("target/gateway-" + port + ".log");
    }
}
