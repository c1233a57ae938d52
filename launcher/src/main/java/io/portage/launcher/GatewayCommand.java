package io.portage.launcher;

import io.portage.stubs.StubPorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line that starts the gateway against the stubs.
final class GatewayCommand {
    /// A small machine, and a start that matters more than the peak.
    private static final List<String> JVM = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-Xshare:auto",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

    private GatewayCommand() {}

    static List<String> of(Settings settings) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-jar", settings.gatewayJar().toString()));
        command.addAll(properties(settings));
        return command;
    }

    private static List<String> properties(Settings settings) {
        var properties = new ArrayList<String>();
        properties.add("--spring.profiles.active=local");
        properties.add("--server.port=" + settings.port());
        properties.add("--management.server.port=" + settings.managementPort());
        // an orphan would keep the port and puzzle the next start
        properties.add("--portage.local.exit-with-parent=true");
        properties.addAll(stubs(settings.stubPorts()));
        if (settings.store() != null) {
            properties.add("--portage.store=" + settings.store());
        }
        if (settings.redis() != null) {
            properties.add("--portage.redis.url=" + settings.redis());
        }
        return properties;
    }

    private static List<String> stubs(StubPorts ports) {
        var clock = Path.of(System.getProperty("java.io.tmpdir"), "portage-clock-" + ports.control());
        return List.of(
                "--portage.services.registration.url=http://localhost:" + ports.registration(),
                "--portage.services.patient-portal.url=http://localhost:" + ports.patientPortal(),
                "--portage.services.immunizations.url=http://localhost:" + ports.immunizations(),
                "--portage.services.orders.url=http://localhost:" + ports.orders(),
                "--portage.token.issuers[0].url=http://localhost:" + ports.control() + "/realms/ehr",
                "--portage.local.clock-file=" + System.getProperty("portage.clock-file", clock.toString()));
    }
}
