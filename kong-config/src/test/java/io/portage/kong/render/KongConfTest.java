package io.portage.kong.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/// The shipped kong.conf and its error template fit the files rendered beside them.
final class KongConfTest {
    private static final Path FOLDER = Path.of("kong");
    private static final long MEBIBYTE = 1024 * 1024;

    @Test
    void confWhenReadThenItLoadsThePluginsThatTheFilesName() throws IOException {
        var conf = conf();
        assertThat(conf).containsEntry("plugins", "bundled,header-guard,header-guard-exit");
        assertThat(conf).containsEntry("untrusted_lua", "sandbox").containsEntry("database", "off");
        assertThat(conf.get("lua_package_path")).contains("plugins/header-guard/?.lua");
        var plugins = Rendered.tree(Environment.PROD, Target.DBLESS).trees("plugins").stream()
                .map(it -> it.text("name"));
        assertThat(plugins).contains("header-guard", "header-guard-exit");
    }

    @Test
    void confWhenReadThenNothingInItLosesOrRepeatsARequest() throws IOException {
        assertThat(conf().keySet())
                .noneMatch(name -> name.contains("proxy_set_header"))
                .noneMatch(name -> name.contains("proxy_pass_request_headers"))
                .noneMatch(name -> name.contains("next_upstream"))
                .noneMatch(name -> name.contains("underscores_in_headers"));
    }

    @Test
    void confWhenReadThenBodiesAreBoundedAboveTheLargest() throws IOException {
        var bound = conf().getOrDefault("nginx_http_client_max_body_size", "0");
        assertThat(Long.parseLong(bound.replace("m", "")) * MEBIBYTE).isBetween(8 * MEBIBYTE + 1, 16 * MEBIBYTE);
    }

    @Test
    void confWhenReadThenLogsNameNobody() throws IOException {
        assertThat(conf().get("nginx_http_log_format"))
                .doesNotContain(
                        "$request\"", "$uri", "$request_uri", "$args", "$query", "authorization", "idempotency");
        assertThat(conf().get("proxy_access_log")).endsWith(" portage");
    }

    @Test
    void templateWhenFilledAsKongDoesThenAProblem() throws IOException {
        for (var format : new String[] {"json", "html", "plain", "xml"}) {
            assertThat(conf()).containsEntry("error_template_" + format, "/etc/kong/portage/problem.json");
        }
        var filled = Files.readString(FOLDER.resolve("problem.json")).formatted("Bad request", "0123456789abcdef");
        var settings = LoadSettings.builder().setSchema(new JsonSchema()).build();
        assertThat((Map<?, ?>) new Load(settings).loadFromString(filled))
                .isEqualTo(Map.of(
                        "type", "urn:portage:problem:request-malformed",
                        "title", "The request is not HTTP as it should be",
                        "detail", "Bad request",
                        "code", "REQUEST_MALFORMED",
                        "correlationId", "0123456789abcdef",
                        "retryable", false,
                        "action", "fix-request"));
    }

    private static Map<String, String> conf() throws IOException {
        var conf = new LinkedHashMap<String, String>();
        for (var line : Files.readAllLines(FOLDER.resolve("kong.conf"))) {
            var text = line.replaceFirst("\\s*#.*", "");
            if (!text.isEmpty()) {
                assertThat(text).matches("[a-z_]+ = \\S.*");
                assertThat(conf.put(text.substring(0, text.indexOf(' ')), text.substring(text.indexOf('=') + 2)))
                        .as(text)
                        .isNull();
            }
        }
        return conf;
    }
}
