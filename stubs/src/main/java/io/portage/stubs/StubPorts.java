package io.portage.stubs;

import io.portage.stubs.service.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Which ports the stubs listen on.
///
/// @param control control API and identity provider
/// @param registration patient registration
/// @param patientPortal patient portal
/// @param immunizations immunizations
/// @param orders orders
public record StubPorts(int control, int registration, int patientPortal, int immunizations, int orders) {
    /// The ports that clients and checks know.
    public static final StubPorts DEFAULT = new StubPorts(9100, 9101, 9102, 9103, 9104);

    public StubPorts {
        var all = List.of(control, registration, patientPortal, immunizations, orders);
        for (int port : all) {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
            }
        }
        if (Stream.of(all.toArray()).distinct().count() < all.size()) {
            throw new IllegalArgumentException("ports: " + all + " (expected: all different)");
        }
    }

    /// Ports that are free now.
    public static StubPorts ephemeral() {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < 5; i++) {
                sockets.add(new ServerSocket(0));
            }
            var ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (var socket : sockets) {
                socket.close();
            }
            return new StubPorts(ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws IllegalArgumentException where there is no such service
    int service(String name) {
        return switch (name) {
            case "registration" -> registration;
            case "patient-portal" -> patientPortal;
            case "immunizations" -> immunizations;
            case "orders" -> orders;
            default ->
                throw new IllegalArgumentException("service: " + name + " (expected: one of " + Services.NAMES + ")");
        };
    }
}
