package io.portage.contracttests.identity;

import io.portage.contracttests.world.Json;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A realm as its administrator handles it.
record Realm(Keycloak keycloak, String name) {
    JsonNode get(String path) {
        return Json.read(send("GET", path, null));
    }

    void post(String path, JsonNode body) {
        send("POST", path, body);
    }

    void put(String path, JsonNode body) {
        send("PUT", path, body);
    }

    void delete(String path) {
        send("DELETE", path, null);
    }

    /// A realm beside this one.
    Realm beside(ObjectNode representation) {
        new Realm(keycloak, "").post("", representation);
        return new Realm(keycloak, representation.path("realm").asString());
    }

    /// Makes a user as an administrator would, and returns its id.
    String create(ObjectNode user, String role) {
        post("/users", user);
        var id = user(user.path("username").asString());
        post("/users/" + id + "/role-mappings/realm", Json.array().add(get("/roles/" + role)));
        return id;
    }

    /// A user's id.
    String user(String name) {
        return get("/users?exact=true&username=" + name).path(0).path("id").asString();
    }

    /// Changes what a client's attribute says.
    void attribute(String client, String name, String value) {
        var representation = (ObjectNode) client(client);
        ((ObjectNode) representation.path("attributes")).put(name, value);
        put("/clients/" + representation.path("id").asString(), representation);
    }

    JsonNode client(String client) {
        return get("/clients?clientId=" + client).path(0);
    }

    /// A new signing key that is preferred to all others.
    void rotate() {
        var priority = 101 + get("/keys").path("keys").size();
        var config = Json.object();
        Map.of("priority", Integer.toString(priority), "enabled", "true", "active", "true", "keySize", "2048")
                .forEach((key, value) -> config.putArray(key).add(value));
        var provider = Json.object()
                .put("name", "rotated-" + priority)
                .put("providerId", "rsa-generated")
                .put("providerType", "org.keycloak.keys.KeyProvider");
        provider.set("config", config);
        post("/components", provider);
    }

    /// The key that tokens are signed with now.
    String activeKey() {
        return get("/keys").path("active").path("RS256").asString();
    }

    /// Keeps events of these kinds from now on, and no others.
    void keepEvents(String... types) {
        var config = (ObjectNode) get("/events/config");
        var kept = config.putArray("enabledEventTypes");
        Stream.of(types).forEach(kept::add);
        put("/events/config", config);
    }

    /// What happened, newest first.
    Stream<JsonNode> events(String type) {
        var events = get("/events?max=1000&type=" + type);
        return StreamSupport.stream(events.spliterator(), false);
    }

    private String send(String method, String path, @Nullable JsonNode body) {
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
        var answer = Web.send(
                Web.to(URI.create(keycloak.address() + "/admin/realms" + (name.isEmpty() ? "" : "/" + name) + path))
                        .header("Authorization", "Bearer " + adminToken())
                        .header("Content-Type", "application/json")
                        .method(method, publisher));
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    method + " " + path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /// A fresh one each time: they live for a minute.
    private String adminToken() {
        var form = Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                Keycloak.ADMIN,
                "password",
                Keycloak.ADMIN);
        return SignedIn.of(
                        Web.post(IssuerEndpoints.of(keycloak.issuer("master")).token(), form))
                .accessToken();
    }
}
