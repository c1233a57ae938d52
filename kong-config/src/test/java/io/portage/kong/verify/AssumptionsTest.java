package io.portage.kong.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.catalogue.Declarations;
import io.portage.kong.flow.SyncHeader;
import io.portage.kong.flow.Verdict;
import io.portage.kong.flow.Verified;
import io.portage.kong.model.KongConf;
import io.portage.kong.plugin.DeclaredEffect;
import io.portage.kong.plugin.EffectsFile;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// What a proof rests on is listed, and closed only by what makes it true.
class AssumptionsTest {
    private static List<String> open(Verified file) {
        return Assumptions.of(file.config(), file.version(), file.declarations(), file.conf()).stream()
                .filter(it -> !it.closed())
                .map(Assumption::id)
                .toList();
    }

    @Test
    void ofWhenNothingIsKnownThenAllAreOpen() {
        assertThat(open(Verified.plugins("{name: request-transformer}")))
                .containsExactly(
                        "connection-nominates", "underscore-twins", "well-formed", "header-count", "nginx-directives");
    }

    @Test
    void ofWhenGuardEnforcesOnEachRouteThenItCloses() {
        assertThat(open(Verified.plugins("{name: header-guard}"))).containsExactly("nginx-directives");
        assertThat(open(Verified.plugins("{name: header-guard, config: {mode: report}}")))
                .contains("connection-nominates");
    }

    @Test
    void ofWhenSomethingHidesConnectionFromTheGuardThenOnlyItsLastCheckCloses() {
        var hides = "{name: pre-function, config: {access: [\"kong.service.request.clear_header('Connection')\"]}}";

        assertThat(open(Verified.plugins("{name: header-guard}", hides))).contains("connection-nominates");
        assertThat(open(Verified.plugins("{name: header-guard}", hides, "{name: header-guard-exit}")))
                .containsExactly("nginx-directives");
    }

    @Test
    void ofWhenKongConfIsGivenThenItClosesWhatItSays() {
        var conf = KongConf.ofEnvironment(
                Map.of("KONG_NGINX_PROXY_UNDERSCORES_IN_HEADERS", "off", "KONG_LUA_MAX_REQ_HEADERS", "1000"));
        var include = KongConf.parse("kong.conf", "nginx_http_include = /etc/own.conf");

        assertThat(open(Verified.plugins("{name: request-transformer}").with(conf)))
                .containsExactly("connection-nominates", "well-formed");
        assertThat(open(Verified.plugins("{name: jwt}").with(include))).contains("nginx-directives");
    }

    @Test
    void ofWhenAPluginIsDeclaredThenItsDeclarationIsOne() {
        var effects = List.of(
                new DeclaredEffect("X-Sent-At", "clear", "access", "handler.lua:4"),
                new DeclaredEffect("X-Queued-At", "set", "log", "handler.lua:9"));
        var declared = new EffectsFile("house-rules", "1.0.0", OptionalInt.of(5), effects, false, List.of());
        var file = Verified.file("""
                _format_version: '3.0'
                services:
                - {name: a, url: 'http://a:80', plugins: [{name: house-rules}], routes: [{name: r, paths: [/]}]}
                """, Declarations.of(List.of(declared)));

        assertThat(open(file)).contains("declared-effects");
        assertThat(file.harm("r")).isEqualTo("X-Sent-At violated removes");
        assertThat(file.of("r", SyncHeader.QUEUED_AT).verdict()).isEqualTo(Verdict.PRESERVED);
    }

    @Test
    void ofWhenABundledPluginIsDeclaredOtherwiseThenNobodyBelievesIt() {
        var tame = new EffectsFile("request-transformer", "1", OptionalInt.of(5), List.of(), false, List.of());
        var signer = new EffectsFile("jwt-signer", "1", OptionalInt.of(5), List.of(), false, List.of());
        var file = Verified.file("""
                _format_version: '3.0'
                services:
                - name: a
                  url: http://a:80
                  plugins:
                  - {name: request-transformer, config: {remove: {headers: [X-Sent-At]}}}
                  - {name: jwt-signer, config: {}}
                  routes: [{name: r, paths: [/]}]
                """, Declarations.of(List.of(tame, signer)));

        assertThat(file.harm("r")).isEqualTo("X-Sent-At violated removes");
    }
}
