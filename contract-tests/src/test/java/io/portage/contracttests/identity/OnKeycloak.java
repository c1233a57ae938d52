package io.portage.contracttests.identity;

import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.ChildProcess;
import io.portage.contracttests.world.GatewayProcess;
import io.portage.contracttests.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A gateway before the stub services that believes a real Keycloak.
final class OnKeycloak implements AutoCloseable {
    static final String REALM = "ehr";
    static final String WEB_SECRET = "web-secret-of-the-tests";
    static final String GATEWAY_SECRET = "gateway-secret-of-the-tests";

    private final World world = new World();
    private final Keycloak keycloak;
    private final GatewayProcess gateway;

    OnKeycloak() {
        try {
            int port = ChildProcess.freePort();
            var origin = "http://localhost:" + port;
            keycloak = Keycloak.start(Map.of(
                    "EHR_WEB_ORIGIN", origin,
                    "GATEWAY_URL", origin,
                    "EHR_WEB_SECRET", WEB_SECRET,
                    "BFF_GATEWAY_SECRET", GATEWAY_SECRET));
            gateway = GatewayProcess.start(properties(port), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> properties(int port) {
        var properties = new HashMap<>(world.properties());
        properties.putAll(world.serviceProperties());
        properties.put("server.port", Integer.toString(port));
        properties.put("portage.token.issuers[0].url", keycloak.issuer(REALM).toString());
        properties.put("portage.client.secret", GATEWAY_SECRET);
        properties.put("portage.login.client-secret", WEB_SECRET);
        // tokens of a few seconds must not always be about to end
        properties.put("portage.session.refresh-ahead", "PT1S");
        return properties;
    }

    World world() {
        return world;
    }

    Keycloak keycloak() {
        return keycloak;
    }

    Realm realm() {
        return new Realm(keycloak, REALM);
    }

    GatewayProcess gateway() {
        return gateway;
    }

    /// The app's login.
    CodeFlow app() {
        return CodeFlow.app(keycloak.issuer(REALM));
    }

    /// The EHR web's login, as the gateway does it for browsers.
    CodeFlow web() {
        var redirect = "http://localhost:" + gateway.port() + "/login/oauth2/code/ehr-web";
        return new CodeFlow(keycloak.issuer(REALM), "ehr-web", redirect, WEB_SECRET, "openid profile");
    }

    /// A token of the gateway's own client.
    String ownToken() {
        var client = new CodeFlow(keycloak.issuer(REALM), "bff-gateway", "", GATEWAY_SECRET, "");
        return SignedIn.of(client.token(Map.of("grant_type", "client_credentials")))
                .accessToken();
    }

    /// Whoever has that token.
    Caller with(String token) {
        return new Caller(gateway.port(), "", token);
    }

    @Override
    public void close() {
        gateway.close();
        keycloak.close();
        world.close();
    }
}
