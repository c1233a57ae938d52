package io.portage.gateway.sync.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.Gateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// The documents as a gateway outside the profile `local` serves them, to somebody without a token.
final class DiscoveryTest {
    private static @Nullable ConfigurableApplicationContext started;

    @BeforeAll
    static void start() {
        started = new SpringApplicationBuilder(Gateway.class)
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--portage.token.issuers[0].url=http://localhost:1/realms/ehr",
                        "--portage.services.registration.url=http://registration.internal:1",
                        "--portage.services.patient-portal.url=http://patient-portal.internal:1",
                        "--portage.services.immunizations.url=http://immunizations.internal:1",
                        "--portage.services.orders.url=http://orders.internal:1",
                        "--logging.level.root=warn");
    }

    @AfterAll
    static void stop() {
        Objects.requireNonNull(started).close();
    }

    private static HttpResponse<String> ask(String method, String path, String... headers) {
        var port = Objects.requireNonNull(started).getEnvironment().getProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        // weak: the time in it changes
        "/.well-known/sync-contract, application/json, W/",
        "/.well-known/sync-contract.schema.json, application/schema+json, ''",
        "/openapi.json, application/json, ''"
    })
    void documentWhenAskedAgainThenNotLoadedAgain(String path, String mediaType, String strength) {
        var whole = ask("GET", path);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(header(whole, "Content-Type")).isEqualTo(mediaType);
        assertThat(header(whole, "ETag")).matches(strength + "\"[A-Za-z0-9_-]{20}\"");
        assertThat(header(whole, "X-Correlation-Id")).isNotEmpty();
        assertThat(whole.headers().firstValue("Vary")).isEmpty();
        assertThat(DocumentJson.MAPPER.readTree(whole.body()).isObject()).isTrue();

        var again = ask("GET", path, "If-None-Match", header(whole, "ETag"), "X-Correlation-Id", "mine");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "ETag")).isEqualTo(header(whole, "ETag"));
        assertThat(header(again, "Cache-Control")).isEqualTo("max-age=60, public");
        assertThat(header(again, "Date")).endsWith("GMT");
        assertThat(header(again, "X-Correlation-Id")).isEqualTo("mine");

        var head = ask("HEAD", path);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "ETag")).isEqualTo(header(whole, "ETag"));
        assertThat(header(head, "Content-Length"))
                .isEqualTo(Integer.toString(whole.body().getBytes(UTF_8).length));
    }

    @ParameterizedTest
    @ValueSource(strings = {ContractDocument.PATH, OpenApi.PATH})
    void documentWhenReadThenNothingOfTheInside(String path) {
        assertThat(ask("GET", path).body())
                .doesNotContain(".internal", "localhost", "http://", "clinician", "dedupes", "PT10S", "\"service\"");
    }

    @Test
    void contractWhenOfTheRunningGatewayThenAsItsOwnSchemaSays() {
        var document =
                DocumentJson.MAPPER.readTree(ask("GET", ContractDocument.PATH).body());
        assertThat(Documents.validate(Documents.schema(), document)).isEmpty();
        assertThat(ask("GET", document.path("$schema").asString()).body())
                .isEqualTo(new String(DocumentJson.resource("sync-contract.schema.json"), UTF_8));
        // the contract's retention and the allowance of the settings
        assertThat(document.at("/lifetimes/answer").asString()).isEqualTo("PT24H5M");
    }

    @Test
    void docsWhenNotLocalThenAsUnknownAsAnyOtherPath() {
        assertThat(ask("GET", "/docs").body()).contains("TOKEN_MISSING");
        assertThat(ask("GET", "/docs/swagger-ui-bundle.js").body()).contains("TOKEN_MISSING");
    }
}
