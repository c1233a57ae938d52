package io.portage.kong.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.catalogue.Declarations;
import io.portage.kong.model.Finding;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongVersion;
import io.portage.kong.read.Source;
import io.portage.kong.waiver.Baseline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A kong.conf with which no Kong starts proves nothing, and what Kong does not read is told.
class ConfCheckTest {
    private static final String FILE = """
            _format_version: '3.0'
            services: [{name: a, url: 'http://a:80', retries: 0, routes: [{name: r, paths: [/]}]}]
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "router_flavor = expression | kong/conf-refused",
                "router_flavor = \"expressions\" | kong/conf-refused",
                "untrusted_lua = sandboxed | kong/conf-refused",
                "lua_max_req_headers = 1001 | kong/conf-refused",
                "lua_max_req_headers = 0 | kong/conf-refused",
                "headers = X-Own | kong/conf-refused",
                "headers_upstream = X-Own | kong/conf-refused",
                "trusted_ips = 10.0.0.0/8, everybody | kong/conf-refused",
                "nginx_http_underscores_in_headers = off | kong/conf-refused",
                "nginx_proxy_access_by_lua_block = { return } | kong/conf-refused",
                "nginx_location_proxy_buffering = off | kong/conf-refused",
                "nginx_http_init_by_lua_file = x.lua | kong/conf-refused"
            })
    void verifyWhenNoKongStartsThenInvalid(String line, String rule) {
        var verification = verify(line, KongVersion.NEWEST);

        assertThat(verification.verdict()).isEqualTo("invalid");
        assertThat(verification.exit(false)).isEqualTo(3);
        assertThat(verification.findings())
                .extracting(Finding::rule, it -> it.at().toString())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(rule, "kong.conf:1:1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "log_level = warn # and\\nKONG_PLUGINS = off | KONG_PLUGINS: Kong does not read it (expected: plugins)",
                "router_flavour = traditional | (expected: router_flavor)",
                "nginx_server_proxy_set_header = X-Sent-At '' | (expected: nginx_proxy_",
                "Router_Flavor = traditional | Router_Flavor: Kong does not read it",
                "enforce_rbac = on | enforce_rbac: Kong does not read it"
            })
    void verifyWhenASettingIsNotReadThenAWarning(String line, String message) {
        var verification = verify(line.replace("\\n", "\n"), KongVersion.NEWEST);

        assertThat(verification.verdict()).isEqualTo("proved");
        assertThat(verification.exit(true)).isZero();
        assertThat(verification.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("kong/conf-unknown");
            assertThat(finding.message()).contains(message);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lua_max_req_headers = 1000",
                "headers = Server_Tokens, x-kong-request-id",
                "headers_upstream = off",
                "trusted_ips = 10.0.0.0/8, ::1, unix:",
                "untrusted_lua = {vault://env/lua}",
                "nginx_proxy_underscores_in_headers = off",
                "pluginserver_own_socket = /x",
                "vault_env_prefix = X",
                "router_flavor ="
            })
    void verifyWhenKongStartsThenNothingIsSaid(String line) {
        assertThat(verify(line, KongVersion.NEWEST).findings()).isEmpty();
    }

    @Test
    void verifyWhenTheReleaseHasNoDirectivesForLocationsThenAWarning() {
        var line = "nginx_location_proxy_set_header = X-Sent-At ''";

        assertThat(verify(line, KongVersion.V3_5).findings())
                .extracting(Finding::rule)
                .containsExactly("kong/conf-unknown");
        assertThat(verify(line, KongVersion.V3_6).verdict()).isEqualTo("violated");
    }

    @Test
    void verifyWhenTheShippedOneIsGivenThenNothingIsSaid() throws IOException {
        var shipped = verify(Files.readString(Path.of("kong/kong.conf")), KongVersion.NEWEST);

        assertThat(shipped.findings()).isEmpty();
    }

    private static Verification verify(String conf, KongVersion version) {
        var options = new Options(
                version, false, null, KongConf.parse("kong.conf", conf), Declarations.NONE, null, Baseline.none());
        return new Verifier(options).verify(List.of(new Source("kong.yml", FILE.getBytes(StandardCharsets.UTF_8))));
    }
}
