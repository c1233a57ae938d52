package io.portage.kong.render;

import java.util.List;

/// The Service of a Kong service. Several of them select the same pods, since the controller takes retries and
/// time-outs from here.
final class ServiceManifest {
    private ServiceManifest() {}

    static Tree of(Tree service, Address address, Kubernetes kubernetes) {
        var manifest = kubernetes.manifest("v1", "Service", service.text("name"));
        manifest.tree("metadata").put("annotations", annotations(service, address));
        return manifest.put(
                "spec",
                new Tree()
                        .put("selector", new Tree().put("app.kubernetes.io/name", service.text("host")))
                        .put("ports", List.of(port(address.port()))));
    }

    private static Tree annotations(Tree service, Address address) {
        var annotations = Kubernetes.annotations(
                        service,
                        "protocol",
                        "connect_timeout",
                        "read_timeout",
                        "write_timeout",
                        "retries",
                        "tls_verify",
                        "tags")
                .put(Kubernetes.ANNOTATION + "upstream-policy", service.text("host"))
                .withDefaults(Kubernetes.plugins(service));
        // pods are called by address: the name is what their certificate is checked against
        return service.text("protocol").equals("https")
                ? annotations.put(Kubernetes.ANNOTATION + "host-header", address.host())
                : annotations;
    }

    private static Tree port(int port) {
        return new Tree()
                .put("name", "api")
                .put("protocol", "TCP")
                .put("port", port)
                .put("targetPort", port);
    }
}
