package io.portage.launcher.demo;

import io.portage.launcher.http.Answer;
import io.portage.launcher.http.Connection;
import io.portage.launcher.http.Header;
import io.portage.launcher.http.Request;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The stubs' control API and identity provider, as far as the story needs them.
final class StubControl {
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private final URI control;

    StubControl(URI control) {
        this.control = control;
    }

    /// An access token of a user, whose password is the user's name.
    String token(String user) throws IOException {
        var form = "grant_type=password&client_id=portal-app&username=" + user + "&password=" + user;
        var answer = ask(Request.post("/realms/ehr/protocol/openid-connect/token", FORM, form));
        return Json.text(answer.text(), "access_token")
                .orElseThrow(() -> new IOException("token of " + user + ": " + answer.text()));
    }

    void forgetArrivals() throws IOException {
        ask(Request.delete("/__received"));
    }

    List<Arrival> arrivals() throws IOException {
        return Json.read(ask(Request.get("/__received")).text()).values().stream()
                .map(StubControl::arrival)
                .toList();
    }

    private static Arrival arrival(JsonNode node) {
        return new Arrival(
                node.path("service").asString(),
                node.path("method").asString(),
                node.path("path").asString(),
                node.path("headers").values().stream()
                        .map(line ->
                                new Header(line.path(0).asString(), line.path(1).asString()))
                        .toList());
    }

    /// How many business effects there have been in all.
    int effects() throws IOException {
        return Json.read(ask(Request.get("/__effects")).text()).values().stream()
                .mapToInt(effect -> effect.path("count").asInt())
                .sum();
    }

    /// The service takes its time over the next mutation of that path.
    void slowDown(String service, String path, Duration delay) throws IOException {
        ask(Request.post(
                "/__faults",
                JSON,
                Json.object()
                        .put("service", service)
                        .put("method", "POST")
                        .put("path", path)
                        .put("times", 1)
                        .put("delayMs", delay.toMillis())
                        .toString()));
    }

    void clearFaults() throws IOException {
        ask(Request.delete("/__faults"));
    }

    void moveClock(Duration by) throws IOException {
        ask(Request.post(
                "/__clock", JSON, Json.object().put("advance", by.toString()).toString()));
    }

    private Answer ask(Request request) throws IOException {
        var answer = Connection.exchange(control, request);
        if (answer.status() >= 300) {
            throw new IOException(
                    request.method() + " " + control + request.path() + ": " + answer.status() + " " + answer.text());
        }
        return answer;
    }
}
