package io.portage.kong.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.catalogue.Declarations;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongVersion;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands outside the file can break a header too.
class KongConfProofTest {
    private static final Verified PLAIN = Verified.plugins("{name: jwt}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "nginx_location_proxy_set_header = Idempotency-Key \"\" | Idempotency-Key violated removes",
                "KONG_NGINX_LOCATION_PROXY_SET_HEADER=idempotency-key '' | Idempotency-Key violated removes",
                "nginx_location_proxy_set_header = X-Sent-At $date_gmt | X-Sent-At violated replaces",
                "nginx_location_proxy_set_header = X-Sent-At $http_x_sent_at |",
                "nginx_location_proxy_set_header = X-A 1; proxy_set_header X-Sent-At \"\" "
                        + "| X-Sent-At violated removes",
                "nginx_proxy_proxy_set_header = Idempotency-Key \"\" |",
                "nginx_http_proxy_set_header = Idempotency-Key \"\" |",
                "nginx_server_proxy_set_header = Idempotency-Key \"\" |",
                "nginx_admin_proxy_set_header = Idempotency-Key \"\" |",
                "nginx_location_grpc_set_header = Idempotency-Key \"\" |",
                "nginx_http_more_clear_input_headers = Idempotency-Key | Idempotency-Key violated removes",
                "nginx_proxy_more_clear_input_headers = X-Other 'x-sent-*' | X-Sent-At violated removes",
                "nginx_location_more_clear_input_headers = -t 'text/plain' X-Sent-At | X-Sent-At violated removes",
                "nginx_proxy_more_set_input_headers = 'X-Sent-At: now' | X-Sent-At violated replaces",
                "nginx_proxy_more_set_input_headers = -r 'X-Sent-At: now' | X-Sent-At violated replaces",
                "nginx_proxy_more_set_input_headers = 'X-Sent-At: ' | X-Sent-At violated removes",
                "nginx_proxy_more_clear_headers = X-Sent-At |",
                "nginx_admin_more_clear_input_headers = X-Sent-At |",
                "nginx_http_include = mime.types |",
                "nginx_stream_include = /etc/own.conf |",
                "nginx_http_access_by_lua_block = { ngx.req.clear_header('X-Sent-At') } |",
                "nginx_http_lua_shared_dict = own 1m |",
                "nginx_http_ignore_invalid_headers = off |",
                "nginx_proxy_large_client_header_buffers = 4 1k |",
                "nginx_http_log_format = own '$http_idempotency_key' |",
                "headers = off |",
                "trusted_ips = 0.0.0.0/0 |",
                "untrusted_lua = on |",
                "untrusted_lua_sandbox_requires = resty.http |",
                "log_level = warn#nginx_location_proxy_set_header = Idempotency-Key |",
                "Nginx_Location_proxy_set_header = Idempotency-Key \"\" |",
                "# nginx_location_proxy_set_header = Idempotency-Key \"\" |",
                "nginx_location_proxy_set_header = X-Other 1 # Idempotency-Key |",
                "headers_upstream = off |",
                "nginx_proxy_underscores_in_headers = off |"
            })
    void ofWhenADirectiveIsSetThenWhatItDoes(String line, String harm) {
        assertThat(PLAIN.with(KongConf.parse("kong.conf", line)).harm()).isEqualTo(harm == null ? "" : harm);
    }

    @ParameterizedTest
    @CsvSource({"location", "proxy", "http"})
    void ofWhenNoHeadersArePassedOnThenAllAreLost(String block) {
        var conf = KongConf.parse("kong.conf", "nginx_" + block + "_proxy_pass_request_headers = off");

        assertThat(PLAIN.with(conf).verdicts())
                .allSatisfy(route -> assertThat(route.headers().values())
                        .extracting(HeaderVerdict::verdict)
                        .containsOnly(Verdict.VIOLATED));
    }

    @Test
    void ofWhenTheReleaseKnowsNoDirectivesForLocationsThenTheyDoNothing() {
        var conf = KongConf.parse("kong.conf", "nginx_location_proxy_set_header = Idempotency-Key \"\"");

        assertThat(PLAIN.with(conf).on(KongVersion.V3_5).harm()).isEmpty();
    }

    @Test
    void ofWhenAHeaderDiesInADirectiveThenItsLineIsTheCause() {
        var conf = KongConf.parse("kong.conf", "log_level = notice\nnginx_location_proxy_set_header = X-Sent-At \"\"");
        var cause =
                PLAIN.with(conf).of("orders-r", SyncHeader.SENT_AT).because().getFirst();

        assertThat(cause.plugin().name()).isEqualTo("kong.conf");
        assertThat(cause.at()).hasToString("kong.conf:2:1");
        assertThat(cause.detail()).isEqualTo("nginx_location_proxy_set_header");
    }

    @Test
    void ofWhenLuaIsSwitchedOffThenWhatNeedsItAnswersByItself() {
        var off = KongConf.ofEnvironment(Map.of("KONG_UNTRUSTED_LUA", "off"));
        var code = "{name: pre-function, config: {access: [\"kong.service.request.clear_header('X-Sent-At')\"]}}";
        var template = "{name: request-transformer, config: {add: {headers: ['X-A:$(headers.host)']}}}";

        assertThat(Verified.plugins(code)
                        .with(off)
                        .of("orders-r", SyncHeader.SENT_AT)
                        .verdict())
                .isEqualTo(Verdict.TERMINATED);
        assertThat(Verified.plugins(template)
                        .with(off)
                        .of("orders-r", SyncHeader.SENT_AT)
                        .verdict())
                .isEqualTo(Verdict.TERMINATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nginx_http_include = /etc/own.conf",
                "nginx_proxy_include = /etc/own.conf",
                "nginx_location_include = /etc/own.conf",
                "nginx_http_server_rewrite_by_lua_file = /etc/own.lua",
                "nginx_location_access_by_lua_block = { return }",
                "nginx_location_rewrite_by_lua_file = own.lua",
                "nginx_proxy_set_by_lua_block = $x { return 1 }",
                "nginx_location_if = ($arg_x) { set $y 1; }",
                "nginx_location_set = $x 1; include /etc/own.conf"
            })
    void ofWhenADirectiveMayDoAnythingThenNothingIsProved(String line) {
        assertThat(PLAIN.with(KongConf.parse("kong.conf", line)).verdicts())
                .allSatisfy(route -> assertThat(route.headers().values())
                        .extracting(HeaderVerdict::verdict)
                        .containsOnly(Verdict.UNPROVEN));
    }

    @Test
    void ofWhenNginxAnswersByItselfThenNothingGoesOn() {
        var conf = KongConf.parse("kong.conf", "nginx_location_return = 503");

        assertThat(PLAIN.with(conf).of("orders-r", SyncHeader.SENT_AT).verdict())
                .isEqualTo(Verdict.TERMINATED);
    }

    @Test
    void ofWhenNginxTakesAnIdBeforeThePluginMakesOneThenViolated() {
        var minting = Verified.plugins("{name: correlation-id, config: {header_name: X-Correlation-Id}}");
        var conf = KongConf.parse("kong.conf", "nginx_http_more_clear_input_headers = X-Correlation-Id");

        assertThat(minting.with(conf).harm()).isEqualTo("X-Correlation-Id violated removes+mints");
    }

    @Test
    void ofWhenTheServiceSpeaksGrpcThenTheLocationOfHttpDoesNotCount() {
        var file = Verified.file("""
                _format_version: '3.0'
                services:
                - {name: a, url: 'grpc://a:80', routes: [{name: r, paths: [/], protocols: [grpc], strip_path: false}]}
                """);
        var conf = KongConf.parse("kong.conf", """
                nginx_location_proxy_set_header = X-Sent-At ""
                nginx_location_grpc_set_header = X-Sent-At ""
                nginx_proxy_proxy_pass_request_headers = off
                """);

        assertThat(file.with(conf).harm("r")).isEmpty();
        assertThat(file.with(KongConf.parse("kong.conf", "nginx_http_more_clear_input_headers = X-Sent-At"))
                        .harm("r"))
                .isEqualTo("X-Sent-At violated removes");
    }

    @Test
    void ofWhenFilterChainsRunThenOnlyTheirRoutesAreUnproven() {
        var file = Verified.file("""
                _format_version: '3.0'
                services:
                - {name: a, url: 'http://a', routes: [{name: r, paths: [/r]}], filter_chains: [{filters: [{name: f}]}]}
                - name: b
                  url: http://b
                  filter_chains: [{filters: [{name: f, enabled: false}]}]
                  routes:
                  - {name: s, paths: [/s], filter_chains: [{filters: [{name: f, enabled: false}, {name: f}]}]}
                  - {name: t, paths: [/t], filter_chains: [{filters: [{name: f}], enabled: false}]}
                """, Declarations.NONE, KongConf.parse("kong.conf", "wasm = on"));

        assertThat(file.of("r", SyncHeader.SENT_AT).verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(file.of("s", SyncHeader.SENT_AT).verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(file.harm("t")).isEmpty();
    }

    @Test
    void parseWhenAFileHasOnlyVariablesThenTheyCount() {
        var conf = KongConf.parse("e", "# of the container\nPG_HOST=db\nexport KONG_PLUGINS=\"bundled,header-guard\"");

        assertThat(conf.value("plugins")).contains("bundled,header-guard");
    }

    @Test
    void parseWhenAVariableStandsInAKongConfThenKongDoesNotReadIt() {
        var conf = KongConf.parse("kong.conf", "log_level = warn\nKONG_PLUGINS=off");

        assertThat(conf.value("plugins")).isEmpty();
    }

    @Test
    void pluginsWhenOffComesFirstThenNone() {
        assertThat(KongConf.parse("kong.conf", "plugins = off, bundled").plugins())
                .isEmpty();
        assertThat(KongConf.parse("kong.conf", "plugins = bundled, off").plugins())
                .contains("bundled");
    }
}
