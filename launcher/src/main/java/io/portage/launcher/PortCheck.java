package io.portage.launcher;

import io.portage.stubs.StubPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Looks whether ports are free before anything is started, and finds free ones.
final class PortCheck {
    private PortCheck() {}

    /// @throws LaunchFailure naming every port that is taken, and what it is needed for
    static void demandFree(Settings settings) {
        var taken = new ArrayList<String>();
        uses(settings).forEach((port, use) -> {
            if (!isFree(port)) {
                taken.add("port " + port + " is taken (expected: free, for " + use + ")");
            }
        });
        if (!taken.isEmpty()) {
            throw new LaunchFailure(String.join("\n", taken) + "\nIs another ./portage up or demo running?");
        }
    }

    private static SequencedMap<Integer, String> uses(Settings settings) {
        var uses = new LinkedHashMap<Integer, String>();
        uses.put(settings.port(), "the gateway; --port takes another");
        uses.put(settings.managementPort(), "the gateway's health; --management-port takes another");
        if (settings.ownStubs()) {
            uses.putAll(stubs(settings.stubPorts()));
        }
        return uses;
    }

    private static Map<Integer, String> stubs(StubPorts ports) {
        var uses = new LinkedHashMap<Integer, String>();
        uses.put(ports.control(), "the stubs' control and identity provider");
        uses.put(ports.registration(), "the stub service registration");
        uses.put(ports.patientPortal(), "the stub service patient-portal");
        uses.put(ports.immunizations(), "the stub service immunizations");
        uses.put(ports.orders(), "the stub service orders");
        return uses;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /// Ports that were free a moment ago, all different.
    static List<Integer> free(int count) {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0));
            }
            var ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (var socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
