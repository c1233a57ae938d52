package io.portage.gateway.upstream;

import io.portage.contract.SyncContract;
import io.portage.gateway.SettingsTest;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import reactor.netty.http.client.HttpClient;

/// The clients of the owning services, as the gateway builds them, all of them led to one address.
public final class TestUpstreams {
    /// Where nobody listens, and nobody will: a port that was free a moment ago may be somebody's by now.
    public static final URI NOBODY = URI.create("http://localhost:1");

    private TestUpstreams() {}

    /// @param settings further properties, such as `portage.upstream.connections`
    public static Upstreams to(URI url, Map<String, String> settings) {
        var properties = new HashMap<>(settings);
        for (var service : new String[] {"registration", "patient-portal", "immunizations", "orders"}) {
            properties.putIfAbsent("portage.services." + service + ".url", url.toString());
        }
        return new UpstreamConfiguration().upstreams(SettingsTest.bound(properties), SyncContract.bundled());
    }

    /// The way of a read through these clients.
    public static ReadForwarder reads(Upstreams upstreams) {
        return new ReadForwarder(upstreams);
    }

    /// The way of a read whose answer is held until it is complete.
    public static HeldReads held(Upstreams upstreams) {
        return new HeldReads(upstreams);
    }

    /// Exactly these clients.
    public static Upstreams of(Map<String, HttpClient> clients) {
        return new Upstreams(clients, SettingsTest.bound(Map.of()).upstream());
    }
}
