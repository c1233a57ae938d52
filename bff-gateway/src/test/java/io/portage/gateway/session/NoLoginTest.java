package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.Gateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.security.web.server.WebFilterChainProxy;

/// A gateway without a login: no path of it, no session, no Spring Security.
final class NoLoginTest {
    @Test
    void pathsWhenThereIsNoLoginThenAsUnknownAsAnyOther() throws Exception {
        var started = new SpringApplicationBuilder(Gateway.class)
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--portage.token.issuers[0].url=http://localhost:1/realms/ehr",
                        "--portage.services.registration.url=http://localhost:1",
                        "--portage.services.patient-portal.url=http://localhost:1",
                        "--portage.services.immunizations.url=http://localhost:1",
                        "--portage.services.orders.url=http://localhost:1",
                        "--logging.level.root=warn");
        try (var gateway = started;
                var client = HttpClient.newHttpClient()) {
            assertThat(gateway.getBeansOfType(WebFilterChainProxy.class)).isEmpty();
            var base = "http://localhost:" + gateway.getEnvironment().getProperty("local.server.port");
            for (var path : new String[] {
                SessionProblems.LOGIN, "/login/oauth2/code/ehr-web", "/session", "/login", "/v1/unknown"
            }) {
                var request = HttpRequest.newBuilder(URI.create(base + path))
                        .header("Cookie", SessionCookie.SESSION + "=x")
                        .build();
                var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path).isEqualTo(401);
                assertThat(answer.body()).contains("TOKEN_MISSING").doesNotContain("\"login\"");
                assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
            }
        }
    }
}
