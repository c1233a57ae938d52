package io.portage.contracttests.world;

import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Request;
import io.portage.stubs.StubPorts;
import io.portage.stubs.StubWorld;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The stub services, their identity provider and the one clock of it all.
public final class World implements AutoCloseable, Tokens {
    private final StubWorld stubs = StubWorld.start(StubPorts.ephemeral());
    private volatile Duration offset = Duration.ZERO;

    /// What a gateway needs to know to live here.
    public Map<String, String> properties() {
        var clock = Path.of(
                System.getProperty("java.io.tmpdir"),
                "portage-clock-" + control().getPort());
        return Map.of(
                "spring.profiles.active",
                "local",
                "portage.store",
                "embedded",
                "portage.token.issuers[0].url",
                control() + "/realms/ehr",
                // a machine that runs tests is busy
                "portage.login.timeout",
                "PT20S",
                "portage.local.clock-file",
                System.getProperty("portage.clock-file", clock.toString()));
    }

    /// The addresses of the stub services, as properties.
    public Map<String, String> serviceProperties() {
        var properties = new HashMap<String, String>();
        Services.NAMES.forEach(name -> properties.put(
                "portage.services." + name + ".url", stubs.service(name).toString()));
        return properties;
    }

    private URI control() {
        return stubs.control();
    }

    /// The token of a known user, whose password is its name.
    public String login(String user) {
        var form = Request.of("POST", "/realms/ehr/protocol/openid-connect/token")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .body("grant_type=password&client_id=portal-app&username=%s&password=%s".formatted(user, user));
        return call(form).required("access_token").asString();
    }

    @Override
    public String of(String subject) {
        return token(
                Json.object().set("claims", Json.object().put("sub", subject).put("preferred_username", subject)));
    }

    /// The realm's public keys, as it publishes them.
    public String publicKeys() {
        return call(Request.of("GET", "/realms/ehr/protocol/openid-connect/certs"))
                .toString();
    }

    /// A token to order: `{claims, header, expiresIn, key}`.
    public String token(JsonNode order) {
        return post("/__token", order).required("access_token").asString();
    }

    /// The time on the gateway's and the services' clock.
    public Instant now() {
        return Instant.now().plus(offset);
    }

    public void advance(Duration time) {
        offset = offset.plus(time);
        setClock();
    }

    /// Back to the real time, and no more faults.
    public void reset() {
        offset = Duration.ZERO;
        setClock();
        call(Request.of("DELETE", "/__identity"));
        call(Request.of("DELETE", "/__faults"));
        call(Request.of("DELETE", "/__received"));
    }

    private void setClock() {
        post("/__clock", Json.object().put("now", now().toString()));
    }

    /// The next request to that service meets a fault.
    public void fault(String service, String fault) {
        post("/__faults", ((ObjectNode) Json.read(fault)).put("service", service));
    }

    /// What arrived at a service.
    public JsonNode received(String service) {
        return call(Request.of("GET", "/__received?service=" + service));
    }

    /// How often a mutation with that key, in header or body, really took effect.
    public int effects(String service, String key) {
        int count = 0;
        for (var effect : call(Request.of("GET", "/__effects?service=" + service))) {
            boolean mine = key.equals(effect.path("idempotencyKey").asString(""))
                    || key.equals(effect.path("clientMutationId").asString(""));
            count += mine ? effect.required("count").asInt() : 0;
        }
        return count;
    }

    /// Something else that happens at the services: an allergy, a suspension, an order's completion.
    public void happens(String path, String body) {
        post(path, Json.read(body));
    }

    /// How the identity provider treats its clients from now on, until `reset`.
    public void identity(String rules) {
        post("/__identity", Json.read(rules));
    }

    /// What the identity provider has counted since the last reset: `refreshes`, `refusals`, `logouts`.
    public int identityCount(String what) {
        return call(Request.of("GET", "/__identity")).required(what).asInt();
    }

    /// The identity provider ends every sign-in that it knows of.
    public void endSignIns() {
        call(Request.of("DELETE", "/__sign-ins"));
    }

    private JsonNode post(String path, JsonNode body) {
        return call(Request.json("POST", path, body.toString()));
    }

    private JsonNode call(Request request) {
        var answer = RawClient.send(control().getPort(), request);
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(request.method() + " " + request.target() + " answered " + answer);
        }
        return answer.body().length == 0 ? Json.object() : Json.read(answer.text());
    }

    @Override
    public void close() {
        stubs.close();
    }
}
