package io.portage.kong.check;

import static io.portage.kong.check.RecordRule.when;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What goes with the protocol of a service.
final class ServiceRules {
    private static final Set<String> PATHLESS = Set.of("tcp", "tls", "udp", "grpc", "grpcs");
    private static final Set<String> SECURE = Set.of("https", "tls");

    static final List<RecordRule> ALL = Stream.concat(
                    Stream.of(when(
                            "protocol",
                            it -> PATHLESS.contains(it.text("protocol")),
                            "path",
                            it -> it.get("path") == null,
                            "no path with that protocol")),
                    Stream.of("client_certificate", "tls_verify", "tls_verify_depth", "ca_certificates")
                            .map(field -> when(
                                    "protocol",
                                    it -> !SECURE.contains(it.text("protocol")),
                                    field,
                                    it -> it.get(field) == null,
                                    field + " only with https or tls")))
            .toList();

    private ServiceRules() {}
}
