package io.portage.kong.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.model.Finding;
import io.portage.kong.model.KongVersion;
import io.portage.kong.model.Level;
import io.portage.kong.read.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
        assertThat(read(text).findings()).extracting(Finding::rule).containsExactly("kong/needs-expressions");
        assertThat(read(text).config()).isNotNull();
    }

    @Test
    void readWhenFilterChainsThenTheyCountUnlessWasmIsOff() {
        var text = HEAD + "services: [{name: a, url: 'http://a', filter_chains: [{filters: [{name: f}]}]}]\n";

        assertThat(Objects.requireNonNull(read(text).config()).wasm()).isTrue();
        assertThat(read(text, new ReadOptions(KongVersion.NEWEST, false, Set.of(), null, null, false))
                        .config())
                .isNull();
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
