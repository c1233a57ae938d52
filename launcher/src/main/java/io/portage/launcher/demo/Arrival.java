package io.portage.launcher.demo;

import io.portage.launcher.http.Header;
import java.util.List;

/// A request that a service received, its header lines as they were on the wire.
record Arrival(String service, String method, String path, List<Header> headers) {
    Arrival {
        headers = List.copyOf(headers);
    }

    /// Reads are questions of the gateway's, such as whether somebody may act for a patient.
    boolean mutates() {
        return !method.equals("GET");
    }

    List<String> values(String name) {
        return headers.stream().filter(h -> h.is(name)).map(Header::value).toList();
    }
}
