package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.Gateway;
import io.portage.gateway.OwnEndpoints;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RouterFunction;

/// A gateway with all of its own endpoints: each has its methods, and says so to whoever uses another one.
final class OwnEndpointsTest {
    private static final Pattern PREDICATE = Pattern.compile("\\((\\w+) && (/[^ )]*)");
    private static final TokenProvider PROVIDER = new TokenProvider();
    private static final ConfigurableApplicationContext GATEWAY = new SpringApplicationBuilder(Gateway.class)
            .run(
                    "--server.port=0",
                    "--management.server.port=0",
                    "--portage.token.issuers[0].url="
                            + PROVIDER.settings().token().issuers().getFirst().url(),
                    "--portage.token.logout-clients=ehr-web",
                    "--portage.login.client-id=ehr-web",
                    "--portage.login.client-secret=secret",
                    "--portage.login.base-url=http://localhost:8080",
                    "--portage.services.registration.url=http://localhost:1",
                    "--portage.services.patient-portal.url=http://localhost:1",
                    "--portage.services.immunizations.url=http://localhost:1",
                    "--portage.services.orders.url=http://localhost:1",
                    "--logging.level.root=warn");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @AfterAll
    static void close() {
        CLIENT.close();
        GATEWAY.close();
        PROVIDER.close();
    }

    private static HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        var port = GATEWAY.getEnvironment().getProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static Map<String, List<HttpMethod>> declared() {
        var all = new LinkedHashMap<String, List<HttpMethod>>();
        GATEWAY.getBeansOfType(OwnEndpoints.class).values().forEach(some -> all.putAll(some.methods()));
        return all;
    }

    /// Routes tell themselves as `(GET && /session) -> …`.
    @Test
    void routesWhenThereAreAnyThenAllAreDeclared() {
        var routed = new TreeSet<String>();
        GATEWAY.getBeansOfType(RouterFunction.class)
                .values()
                .forEach(routes -> PREDICATE
                        .matcher(routes.toString())
                        .results()
                        .forEach(found -> routed.add(found.group(1) + " " + found.group(2))));
        var declared = new TreeSet<String>();
        declared().forEach((path, methods) -> methods.forEach(method -> declared.add(method + " " + path)));
        assertThat(declared)
                .containsAll(routed)
                .containsExactlyInAnyOrder(
                        "GET /session",
                        "POST /logout",
                        "POST /logout/back-channel",
                        "GET /oauth2/authorization/ehr-web",
                        "GET /login/oauth2/code/ehr-web",
                        "GET /.well-known/sync-contract",
                        "HEAD /.well-known/sync-contract",
                        "GET /.well-known/sync-contract.schema.json",
                        "HEAD /.well-known/sync-contract.schema.json",
                        "GET /openapi.json",
                        "HEAD /openapi.json",
                        "GET /v1/sync/mutations",
                        "HEAD /v1/sync/mutations",
                        "POST /v1/sync/mutations");
        assertThat(routed).contains("GET /session", "POST /logout", "POST /logout/back-channel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "MADE-UP"})
    void requestWhenMethodIsNoneOfTheEndpointsThenNotAllowedAndToldWhichAre(String method) throws Exception {
        for (var endpoint : declared().entrySet()) {
            var allowed = endpoint.getValue().stream().map(HttpMethod::name).toList();
            if (!allowed.contains(method)) {
                var answer = send(method, endpoint.getKey());
                assertThat(answer.statusCode()).as(method + " " + endpoint).isEqualTo(405);
                assertThat(answer.headers().allValues("Allow")).containsExactly(String.join(", ", allowed));
                assertThat(answer.headers().allValues("X-Correlation-Id")).hasSize(1);
                assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
                assertThat(answer.body())
                        .matches(body -> method.equals("HEAD")
                                ? body.isEmpty()
                                : body.contains("\"code\":\"METHOD_NOT_ALLOWED\""));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /session, 401",
        "POST, /logout, 401",
        "POST, /logout/back-channel, 415",
        "GET, /oauth2/authorization/ehr-web, 302",
        "GET, /login/oauth2/code/ehr-web, 403",
        "GET, /logout/other, 401",
        "POST, /session/other, 401",
        "POST, /oauth2/authorization/other, 401"
    })
    void requestWhenMethodIsTheEndpointsThenPasses(String method, String path, int status) throws Exception {
        assertThat(send(method, path).statusCode()).isEqualTo(status);
    }

    /// The routes read a path with its escapes undone, and so does the rule.
    @Test
    void requestWhenPathIsSpelledOtherwiseThenTheSame() throws Exception {
        assertThat(send("POST", "/%73ession").statusCode()).isEqualTo(405);
    }
}
