package io.portage.kong.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongVersion;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void ofWhenFilterChainsAreDeclaredThenUnprovenUnlessWasmIsOff() {
        var file = Verified.file("""
                _format_version: '3.0'
                services:
                - {name: a, url: 'http://a:80', routes: [{name: r, paths: [/]}], filter_chains: [{filters: [{name: f}]}]}
                """);

        assertThat(file.of("r", SyncHeader.SENT_AT).verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(file.with(KongConf.parse("kong.conf", "wasm = off")).harm("r"))
                .isEmpty();
    }

    @Test
    void parseWhenAVariableIsThereTooThenItWins() {
        var conf = KongConf.parse("e", "plugins = bundled\nexport KONG_PLUGINS=\"bundled,header-guard\"");

        assertThat(conf.value("plugins")).contains("bundled,header-guard");
    }
}
