package io.portage.kong.effective;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.flow.SyncHeader;
import io.portage.kong.flow.Verdict;
import io.portage.kong.flow.Verified;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What only the enterprise edition and decK know.
class DeckScopesTest {
    private static String file(String plugin, String rest) {
        return """
                _format_version: '3.0'
                _info: {defaults: {}}
                services:
                - name: a
                  url: http://a:80
                  routes:
                  - name: a1
                    paths: [/a1]
                    plugins:
                    - %s
                %s""".formatted(plugin, rest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openid-connect, config: {issuer: 'https://i'} | Authorization violated replaces",
                "openid-connect, config: {issuer: 'https://i', upstream_access_token_header: null} |",
                "openid-connect, config: {issuer: 'https://i', upstream_access_token_header: x-token} |",
                "openid-connect, config: {issuer: 'https://i', upstream_access_token_header: null, "
                        + "upstream_headers_names: [X-Correlation-Id]} | X-Correlation-Id violated replaces",
                "jwt-signer, config: {} | Authorization violated replaces",
                "jwe-decrypt, config: {} | Authorization violated replaces",
                "upstream-oauth, config: {} | Authorization violated replaces",
                "request-transformer-advanced, config: {remove: {headers: [X-Sent-At]}} | X-Sent-At violated removes",
                "key-auth-enc, config: {hide_credentials: true, key_names: [authorization]} "
                        + "| Authorization violated removes",
                "rate-limiting-advanced, config: {} |",
                "mtls-auth, config: {} |"
            })
    void ofWhenPluginIsClosedSourceThenWhatItsDocumentationSays(String plugin, String harm) {
        assertThat(Verified.file(file("{name: " + plugin + "}", "")).harm("a1")).isEqualTo(harm == null ? "" : harm);
    }

    @Test
    void ofWhenNothingIsKnownOfAPluginThenUnproven() {
        var file = Verified.file(file("{name: house-rules}", ""));

        assertThat(file.of("a1", SyncHeader.IDEMPOTENCY_KEY).verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(file.of("a1", SyncHeader.IDEMPOTENCY_KEY)
                        .because()
                        .getFirst()
                        .detail())
                .contains("--plugins");
    }

    @Test
    void ofWhenASwitchComesFromOutsideThenUnproven() {
        var hides = "{name: basic-auth, config: {hide_credentials: '${{ env \"DECK_HIDE\" }}'}}";
        var removes = "{name: request-transformer, config: {remove: {headers: ['${{ env \"DECK_HEADER\" }}']}}}";

        assertThat(Verified.file(file(removes, "")).of("a1", SyncHeader.SENT_AT).verdict())
                .isEqualTo(Verdict.UNPROVEN);
        assertThat(Verified.file(file(hides.replace("'${{", "${{").replace("}}'", "| toBool }}"), ""))
                        .of("a1", SyncHeader.AUTHORIZATION)
                        .verdict())
                .isEqualTo(Verdict.UNPROVEN);
    }

    @Test
    void ofWhenAWholePartComesFromOutsideThenUnproven() {
        var remove = "{name: request-transformer, config: {remove: '${{ env \"DECK_REMOVE\" }}'}}";

        assertThat(Verified.file(file(remove, "")).of("a1", SyncHeader.SENT_AT).verdict())
                .isEqualTo(Verdict.UNPROVEN);
    }

    @Test
    void ofWhenAnInstanceIsSwitchedFromOutsideThenTheWiderOneMayRun() {
        var global = "plugins: [{name: request-transformer, config: {remove: {headers: [X-Sent-At]}}}]";
        var switched = "{name: request-transformer, enabled: ${{ env \"DECK_ON\" | toBool }}}";
        var file = Verified.file(file(switched, global));

        assertThat(file.of("a1", SyncHeader.SENT_AT).verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(file.of("a1", SyncHeader.QUEUED_AT).verdict()).isEqualTo(Verdict.PRESERVED);
    }

    @Test
    void ofWhenTheServiceIsSwitchedFromOutsideThenItCounts() {
        var file = Verified.file(file("{name: request-transformer, config: {remove: {headers: [X-Sent-At]}}}", "")
                .replace("  url:", "  enabled: ${{ env \"DECK_ON\" | toBool }}\n  url:"));

        assertThat(file.of("a1", SyncHeader.SENT_AT).verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void ofWhenGroupHasAnInstanceThenItRunsForItsMembers() {
        var groups = """
                consumer_groups:
                - name: gold
                  plugins:
                  - {name: request-transformer, config: {remove: {headers: [Idempotency-Key]}}}
                consumers:
                - username: alice
                  groups: [{name: gold}]
                """;
        var because = Verified.file(file("{name: key-auth}", groups))
                .of("a1", SyncHeader.IDEMPOTENCY_KEY)
                .because();

        assertThat(because)
                .singleElement()
                .satisfies(cause -> assertThat(cause.consumer()).isEqualTo("any of group gold"));
    }

    @Test
    void ofWhenTheOrderIsSetByHandThenNothingIsSureOfWhatIsTouched() {
        var ordered = "{name: request-transformer, config: {add: {headers: ['X-Correlation-Id:x']}}, "
                + "ordering: {before: {access: [correlation-id]}}}";
        var minting = "plugins: [{name: correlation-id, config: {header_name: X-Correlation-Id}}]";
        var file = Verified.file(file(ordered, minting));

        assertThat(file.of("a1", SyncHeader.CORRELATION_ID).verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(file.of("a1", SyncHeader.SENT_AT).verdict()).isEqualTo(Verdict.PRESERVED);
    }
}
