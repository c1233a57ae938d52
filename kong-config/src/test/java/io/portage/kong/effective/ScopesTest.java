package io.portage.kong.effective;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.flow.Cause;
import io.portage.kong.flow.SyncHeader;
import io.portage.kong.flow.Verdict;
import io.portage.kong.flow.Verified;
import io.portage.kong.model.KongVersion;
import org.junit.jupiter.api.Test;

/// Exactly one instance of each plugin runs for a request: the nearest.
class ScopesTest {
    private static final String REMOVES =
            "{name: request-transformer, config: {remove: {headers: [Idempotency-Key]}}%s}";
    private static final String ADDS = "{name: request-transformer, config: {add: {headers: ['X-Other:1']}}%s}";
    private static final String CONSUMERS = """
            consumers:
            - username: alice
              keyauth_credentials: [{key: alice-key}]
              plugins: [%s]
            - username: bob
              keyauth_credentials: [{key: bob-key}]
            - username: anon
              plugins: [%s]
            """;

    /// Services `a` with the routes `a1` and `a2`, and `b` with `b1`.
    private static String file(String global, String ofA, String ofA1) {
        return """
                _format_version: '3.0'
                plugins: [%s]
                services:
                - name: a
                  url: http://a:80
                  plugins: [%s]
                  routes:
                  - {name: a1, paths: [/a1], plugins: [%s]}
                  - {name: a2, paths: [/a2]}
                - name: b
                  url: http://b:80
                  routes:
                  - {name: b1, paths: [/b1]}
                """.formatted(global, ofA, ofA1);
    }

    private static String removes(String more) {
        return REMOVES.formatted(more);
    }

    private static String adds(String more) {
        return ADDS.formatted(more);
    }

    @Test
    void ofWhenServiceHasAnotherInstanceThenTheGlobalOneDoesNotRunThere() {
        var file = Verified.file(file(removes(""), adds(""), ""));

        assertThat(file.harm("a1")).isEmpty();
        assertThat(file.harm("b1")).isEqualTo("Idempotency-Key violated removes");
    }

    @Test
    void ofWhenRouteHasAnotherInstanceThenItAloneIsSpared() {
        var file = Verified.file(file("", removes(""), adds("")));

        assertThat(file.harm("a1")).isEmpty();
        assertThat(file.harm("a2")).isEqualTo("Idempotency-Key violated removes");
    }

    @Test
    void ofWhenNearerInstanceIsDisabledThenTheWiderRuns() {
        var file = Verified.file(file(removes(""), "", adds(", enabled: false")));

        assertThat(file.harm("a1")).isEqualTo("Idempotency-Key violated removes");
    }

    @Test
    void ofWhenProtocolsAreOthersThenItRunsAllTheSameUnlessForStreams() {
        assertThat(Verified.file(file("", "", removes(", protocols: [grpcs]"))).harm("a1"))
                .isNotEmpty();
        assertThat(Verified.file(file("", removes(""), adds(", protocols: [tcp]")))
                        .harm("a1"))
                .isNotEmpty();
    }

    @Test
    void ofWhenConsumerHasAnInstanceThenItCountsWhereTheyCanBeFound() {
        var consumers = CONSUMERS.formatted(removes(""), "");
        var file = Verified.file(file(adds(""), "", "{name: key-auth}") + consumers);

        var because = file.of("a1", SyncHeader.IDEMPOTENCY_KEY).because();
        assertThat(because).extracting(Cause::consumer).containsExactly("alice");
        assertThat(file.harm("a2")).isEmpty();
    }

    @Test
    void ofWhenConsumerHasAHarmlessInstanceThenTheyAreSparedAndNobodyElse() {
        var consumers = CONSUMERS.formatted(adds(""), "");
        var file = Verified.file(file(removes(""), "", "{name: key-auth}") + consumers);

        assertThat(file.harm("a1")).isEqualTo("Idempotency-Key violated removes");
        assertThat(file.of("a1", SyncHeader.IDEMPOTENCY_KEY).because())
                .extracting(Cause::consumer)
                .containsOnlyNulls();
    }

    @Test
    void ofWhenConsumerHasNoCredentialOfThatKindThenTheyCannotBeFound() {
        var consumers = CONSUMERS.formatted(removes(""), "");
        var file = Verified.file(file("", "", "{name: basic-auth}") + consumers);

        assertThat(file.harm("a1")).isEmpty();
    }

    @Test
    void ofWhenConsumerIsTheAnonymousOneThenTheyAreFound() {
        var consumers = CONSUMERS.formatted("", removes(""));
        var file = Verified.file(file("", "", "{name: key-auth, config: {anonymous: anon}}") + consumers);

        assertThat(file.harm("a1")).isEqualTo("Idempotency-Key violated removes");
    }

    @Test
    void ofWhenConsumerAndRouteAreNamedThenThatIsNearest() {
        var top = String.join(
                ", ",
                adds(", consumer: alice, route: a1"),
                removes(", consumer: alice, service: a"),
                removes(", consumer: alice"),
                removes(", route: a1"));
        var file = Verified.file(file(top, "", "{name: key-auth}") + CONSUMERS.formatted("", ""));

        var because = file.of("a1", SyncHeader.IDEMPOTENCY_KEY).because();
        // the route's own runs for the others
        assertThat(because).extracting(Cause::consumer).containsOnlyNulls();
        assertThat(because).extracting(it -> it.plugin().scope().toString()).containsExactly("route a1");
    }

    @Test
    void ofWhenPluginRunsBeforeAuthenticationThenItNeverSeesTheConsumer() {
        var id = "{name: correlation-id, config: {header_name: X-Correlation-Id}}";
        var file = Verified.file(file("", "", "{name: key-auth}") + CONSUMERS.formatted(id, ""));

        assertThat(file.harm("a1")).isEmpty();
        assertThat(file.on(KongVersion.V3_8).harm("a1")).isEqualTo("X-Correlation-Id minted mints");
    }

    @Test
    void ofWhenPluginRefusesConsumersThenANestedOneNeverRuns() {
        var code = "{name: post-function, config: {access: [\"kong.service.request.clear_header('X-Sent-At')\"]}}";
        var hides = "{name: key-auth, config: {key_names: [authorization], hide_credentials: true}}";
        var file = Verified.file(file("", "", "{name: key-auth}") + CONSUMERS.formatted(code + ", " + hides, ""));

        assertThat(file.harm("a1")).isEmpty();
    }

    @Test
    void ofWhenRewriteIsGlobalThenItRunsEvenWhereAnotherInstanceWins() {
        var rewrites = "{name: pre-function, config: {rewrite: [\"kong.service.request.clear_header('X-Sent-At')\"]}}";
        var other = "{name: pre-function, config: {access: ['kong.log(1)']}}";
        var file = Verified.file(file(rewrites, "", other));

        assertThat(file.harm("a1")).isEqualTo("X-Sent-At violated removes");
        assertThat(Verified.file(file("", "", rewrites)).harm("a1")).isEmpty();
    }

    @Test
    void ofWhenCorrelationIdOfRouteHasAnotherNameThenNoIdIsMintedThere() {
        var global = "{name: correlation-id, config: {header_name: X-Correlation-Id}}";
        var own = "{name: correlation-id, config: {header_name: X-Route-Id}}";
        var file = Verified.file(file(global, "", own));

        assertThat(file.harm("a1")).isEmpty();
        assertThat(file.harm("b1")).isEqualTo("X-Correlation-Id minted mints");
    }

    @Test
    void ofWhenRouteHasNoServiceThenTerminatedAndADisabledServiceHarmsNothing() {
        var file = Verified.file("""
                _format_version: '3.0'
                plugins: [%s]
                routes:
                - {name: none, paths: [/none]}
                services:
                - {name: idle, url: 'http://x:80', enabled: false, routes: [{name: idle, paths: [/idle]}]}
                - name: stream
                  url: tcp://x:80
                  routes: [{name: stream, protocols: [tcp], destinations: [{port: 9000}]}]
                """.formatted(removes("")));

        assertThat(file.of("none", SyncHeader.SENT_AT).verdict()).isEqualTo(Verdict.TERMINATED);
        assertThat(file.harm("idle")).isEmpty();
        assertThat(file.harm("stream")).isEmpty();
    }

    @Test
    void ofWhenOnlyCodeThatCannotBeFollowedMayKnowTheConsumerThenUnproven() {
        var file = Verified.file(
                file(function("local f = kong.ctx.shared.code f()"), "", "") + CONSUMERS.formatted(removes(""), ""));

        assertThat(file.of("a1", SyncHeader.IDEMPOTENCY_KEY).verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(file.of("a1", SyncHeader.IDEMPOTENCY_KEY).because())
                .extracting(Cause::effect)
                .contains("may change", "removes");
    }

    @Test
    void ofWhenTheCodeSaysWhoCallsThenTheirsRuns() {
        var code = "kong.client.authenticate(kong.client.load_consumer(kong.request.get_header([[x-who]])), nil)";
        var file = Verified.file(file(function(code), "", "") + CONSUMERS.formatted(removes(""), ""));

        assertThat(file.of("a1", SyncHeader.IDEMPOTENCY_KEY).verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void ofWhenOpaqueCodeRunsBesideAnAuthenticatorThenTheConsumersInstanceIsCertain() {
        var both = function("local f = kong.ctx.shared.code f()") + ", {name: key-auth}";
        var file = Verified.file(file(both, "", "") + CONSUMERS.formatted(removes(""), ""));

        assertThat(file.of("a1", SyncHeader.IDEMPOTENCY_KEY).verdict()).isEqualTo(Verdict.VIOLATED);
    }

    private static String function(String code) {
        return "{name: pre-function, config: {access: [\"" + code + "\"]}}";
    }
}
