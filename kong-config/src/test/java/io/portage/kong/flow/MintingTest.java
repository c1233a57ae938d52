package io.portage.kong.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A transformer that adds an id where there is none mints it; one that makes room for its own does harm.
class MintingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "add: {headers: ['x-correlation-id:$(headers[\"x-request-id\"])']} | X-Correlation-Id minted adds",
                "{remove: {headers: [X-Correlation-Id]}, add: {headers: ['X-Correlation-Id:x']}} "
                        + "| X-Correlation-Id violated removes+adds",
                "{rename: {headers: ['X-Correlation-Id:X-Old']}, add: {headers: ['X-Correlation-Id:x']}} "
                        + "| X-Correlation-Id violated renames+adds",
                "{rename: {headers: ['X-New:X-Correlation-Id']}, add: {headers: ['X-Correlation-Id:x']}} "
                        + "| X-Correlation-Id violated renames",
                "{add: {headers: ['X-Correlation-Id:x']}, append: {headers: ['X-Correlation-Id:y']}} "
                        + "| X-Correlation-Id violated appends",
                "{replace: {headers: ['X-Correlation-Id:']}, add: {headers: ['X-Correlation-Id:x']}} "
                        + "| X-Correlation-Id violated replaces",
                "{replace: {headers: ['X-Correlation-Id:r']}, add: {headers: ['X-Correlation-Id:x']}} "
                        + "| X-Correlation-Id violated replaces"
            })
    void ofWhenATransformerSetsAnIdThenMintedOnlyWhereNoneWas(String config, String harm) {
        var plugin =
                "{name: request-transformer, config: " + (config.startsWith("{") ? config : "{" + config + "}") + "}";

        assertThat(Verified.plugins(plugin).harm()).isEqualTo(harm);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{name: key-auth, config: {key_names: [X-Correlation-Id], hide_credentials: true, anonymous: anon}}'"
                        + "| VIOLATED",
                "'{name: opentelemetry, config: {traces_endpoint: \"http://o/t\"}}' | MINTED",
                "'{name: zipkin, config: {propagation: {default_format: w3c, clear: [X-Correlation-Id]}}}' | VIOLATED",
                "'{name: pre-function, config: {access: [\"if kong.ctx.shared.x then "
                        + "kong.service.request.clear_header([[X-Correlation-Id]]) end\"]}}' | VIOLATED"
            })
    void ofWhenAnIdMayBeTakenAwayBeforeOneIsAddedThenViolated(String plugin, Verdict verdict) {
        var file = Verified.plugins(
                plugin, "{name: request-transformer, config: {add: {headers: ['X-Correlation-Id:x']}}}");

        assertThat(file.of("orders-r", SyncHeader.CORRELATION_ID).verdict()).isEqualTo(verdict);
    }
}
