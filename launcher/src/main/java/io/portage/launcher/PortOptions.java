package io.portage.launcher;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that all verbs share which start a gateway.
final class PortOptions {
    private static final String GATEWAY = "8080";
    private static final String MANAGEMENT = "8081";

    @Option(names = "--port", paramLabel = "PORT")
    private @Nullable String port;

    @Option(names = "--management-port", paramLabel = "PORT")
    private @Nullable String managementPort;

    @Option(names = "--verbose")
    private boolean verbose;

    @Option(
            names = {"--help", "-h"},
            help = true)
    private boolean help;

    int port() {
        return port(GATEWAY);
    }

    int port(Object fallback) {
        return OptionValues.port("--port", port == null ? fallback.toString() : port);
    }

    int managementPort() {
        return managementPort(MANAGEMENT);
    }

    int managementPort(Object fallback) {
        return OptionValues.port("--management-port", managementPort == null ? fallback.toString() : managementPort);
    }

    boolean verbose() {
        return verbose;
    }

    boolean help() {
        return help;
    }
}
