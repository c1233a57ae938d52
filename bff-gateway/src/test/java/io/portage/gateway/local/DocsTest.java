package io.portage.gateway.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.Gateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// The page of the profile `local`, with all that it loads.
final class DocsTest {
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(/[^\"]*)\"");

    @Test
    void pageWhenLocalThenAllThatItLoadsComesFromTheGateway(@TempDir Path directory) throws Exception {
        var started = new SpringApplicationBuilder(Gateway.class)
                .profiles("local")
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--portage.local.clock-file=" + directory.resolve("clock"),
                        "--logging.level.root=warn");
        try (var gateway = started;
                var client = HttpClient.newHttpClient()) {
            var base = "http://localhost:" + gateway.getEnvironment().getProperty("local.server.port");
            var page = get(client, base + "/docs");
            assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self'");
            assertThat(page.body()).doesNotContain("://");
            var loaded = LOADED.matcher(page.body())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(loaded).hasSize(3);
            for (var path : loaded) {
                assertThat(get(client, base + path).body()).as(path).isNotEmpty();
            }
            assertThat(get(client, base + "/docs/page.js").body()).contains("url: \"/openapi.json\"");
        }
    }

    private static HttpResponse<String> get(HttpClient client, String address) throws Exception {
        var answer =
                client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return answer;
    }
}
