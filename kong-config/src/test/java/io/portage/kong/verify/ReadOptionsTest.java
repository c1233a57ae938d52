package io.portage.kong.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.catalogue.Declarations;
import io.portage.kong.model.Finding;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongVersion;
import io.portage.kong.model.Level;
import io.portage.kong.read.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOptionsTest {
    private static final String HEAD = "_format_version: \"3.0\"\n";

    @Test
    void readWhenKongIsOlderThenFieldsOfPluginsAreWarnings() {
        var text = HEAD + "plugins: [{name: http-log, config: {http_endpoint: 'http://l', old: 1, method: BREW}}]\n";
        var older = read(text, new ReadOptions(KongVersion.V3_4, false, Set.of(), null));

        assertThat(read(text).config()).isNull();
        assertThat(older.config()).isNotNull();
        assertThat(older.findings()).hasSize(2).allMatch(it -> it.level() == Level.WARNING);
        assertThat(read(
                                HEAD + "routes: [{name: r, paths: [a]}]\n",
                                new ReadOptions(KongVersion.V3_4, false, Set.of(), null))
                        .config())
                .isNull();
    }

    @Test
    void readWhenPluginIsDeclaredOrEnabledThenKnown() {
        var text = HEAD + "plugins: [{name: mine, config: {any: thing}}]\n";

        assertThat(read(text).findings()).extracting(Finding::rule).containsExactly("kong/unknown-plugin");
        assertThat(read(text, new ReadOptions(KongVersion.NEWEST, false, Set.of("mine"), null))
                        .config())
                .isNotNull();
        assertThat(read(text, new ReadOptions(KongVersion.NEWEST, false, Set.of(), Set.of("bundled", "mine")))
                        .config())
                .isNotNull();
        assertThat(read(text, new ReadOptions(KongVersion.NEWEST, false, Set.of("mine"), Set.of("bundled")))
                        .config())
                .isNull();
    }

    @Test
    void readWhenFlavorIsKnownThenExpressionsOnlyThere() {
        var text = HEAD + "routes: [{name: r, expression: 'http.path == \"/a\"'}]\n";

        assertThat(read(text, flavor("expressions")).config()).isNotNull();
        assertThat(read(text, flavor("traditional")).config()).isNull();
        assertThat(read(text).findings()).extracting(Finding::rule).contains("kong/needs-expressions");
        assertThat(read(text).findings()).extracting(Finding::message).anyMatch(it -> it.contains("router_flavor ="));
        assertThat(read(text).config()).as("a stock Kong takes none").isNull();
        assertThat(read(text, new ReadOptions(KongVersion.V3_4, false, Set.of(), null))
                        .config())
                .isNull();
        assertThat(read(HEAD + "routes: [{name: r, paths: [/], priority: 5}]\n").config())
                .isNull();
    }

    @Test
    void readWhenADeckStateHasExpressionsOrFiltersThenItsKongIsToldElsewhere() {
        var text = HEAD + "_info: {}\nservices: [{name: a, url: 'http://a', filter_chains: [{filters: [{name: f}]}], "
                + "routes: [{name: r, expression: 'http.path == \"/a\"'}]}]\n";

        assertThat(read(text).config()).isNotNull();
        assertThat(read(text).findings()).extracting(Finding::rule).containsExactly("kong/needs-expressions");
        assertThat(read(text).findings()).extracting(Finding::level).containsExactly(Level.WARNING);
        assertThat(read(text, flavor("traditional_compatible")).config()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services: [{name: a, url: 'http://a', filter_chains: [{filters: [{name: f}]}]}]",
                "services: [{name: a, url: 'http://a', filter_chains: [{enabled: false, filters: [{name: f}]}]}]",
                "services: [{name: a, url: 'http://a', filter_chains: [{filters: [{name: f, enabled: false}]}]}]",
                "services: [{name: a, url: 'http://a'}]\nfilter_chains: [{service: a, filters: [{name: f}]}]"
            })
    void readWhenThereAreFilterChainsThenOnlyAKongWithWasmTakesThem(String text) {
        assertThat(read(HEAD + text).findings()).extracting(Finding::rule).containsExactly("kong/wasm-off");
        assertThat(read(HEAD + text, wasm(false)).config()).isNull();
        assertThat(read(HEAD + text, wasm(true)).config()).isNotNull();
    }

    @Test
    void readWhenAListOfFilterChainsIsEmptyThenTaken() {
        assertThat(read(HEAD + "filter_chains: []").config()).isNotNull();
    }

    @Test
    void ofWhenAKongConfSaysNothingOfThemThenTheDefaultsCount() {
        var said = ReadOptions.of(
                KongVersion.NEWEST, false, Declarations.NONE, KongConf.parse("kong.conf", "log_level = warn"));

        assertThat(said.flavor()).isEqualTo("traditional_compatible");
        assertThat(said.wasm()).isFalse();
        assertThat(said.enabled()).isNull();
    }

    private static ReadOptions wasm(boolean on) {
        return new ReadOptions(KongVersion.NEWEST, false, Set.of(), null, null, on);
    }

    private static ReadOptions flavor(String flavor) {
        return new ReadOptions(KongVersion.NEWEST, false, Set.of(), null, flavor, null);
    }

    private static Reading read(String text) {
        return read(text, ReadOptions.DEFAULT);
    }

    private static Reading read(String text, ReadOptions options) {
        return KongReader.read(List.of(source("kong.yml", text)), options);
    }

    private static Source source(String name, String text) {
        return new Source(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
