package io.portage.kong.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.model.KongVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One plugin after the other on one route, as a real Kong was seen to run them.
class ProofTest {
    private static final String ALL =
            "Idempotency-Key %1$s, Authorization %1$s, X-Correlation-Id %1$s, " + "X-Queued-At %1$s, X-Sent-At %1$s";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "remove: {headers: [idempotency-key]} | Idempotency-Key violated removes",
                "remove: {headers: ['X-SENT-AT:x']} | X-Sent-At violated removes",
                "remove: {headers: [Idempotency_Key, X-Other, Content-Length, Host]} |",
                "remove: {body: [Idempotency-Key], querystring: [Authorization]} |",
                "rename: {headers: ['Idempotency-Key:X-Key']} | Idempotency-Key violated renames",
                "rename: {headers: ['X-Key:Idempotency-Key']} | Idempotency-Key violated renames",
                "rename: {headers: ['Idempotency-Key:idempotency-key']} |",
                "rename: {headers: ['Idempotency_Key:X-Moved']} |",
                "rename: {headers: ['Idempotency_Key:Idempotency-Key']} | Idempotency-Key violated renames",
                "rename: {headers: ['A:B', 'B:Authorization']} | Authorization violated renames",
                "{remove: {headers: [X-Key]}, rename: {headers: ['X-Key:Idempotency-Key']}} |",
                "{remove: {headers: [Idempotency-Key]}, rename: {headers: ['Idempotency-Key:X']}} "
                        + "| Idempotency-Key violated removes",
                "replace: {headers: ['Idempotency-Key:x']} | Idempotency-Key violated replaces",
                "replace: {headers: ['Idempotency-Key:']} |",
                "{replace: {headers: ['Idempotency-Key:']}, add: {headers: ['Idempotency-Key:x']}} "
                        + "| Idempotency-Key violated replaces",
                "replace: {headers: ['Host:x', 'Idempotency_Key:x']} |",
                "add: {headers: ['X-Queued-At:2026-01-01T00:00:00Z']} | X-Queued-At violated adds",
                "add: {headers: ['Idempotency_Key:x', 'X-Copy:$(headers.authorization)']} |",
                "add: {headers: ['Idempotency-Key:$(headers[\"x-correlation-id\"])']} | Idempotency-Key violated adds",
                "append: {headers: ['authorization:x']} | Authorization violated appends",
                "{remove: {headers: [Authorization]}, add: {headers: ['Authorization:Bearer x']}} "
                        + "| Authorization violated removes+adds",
                "http_method: GET |",
                "add: {headers: ['Connection:close, Idempotency-Key']} |",
                "add: {headers: ['X-Correlation-Id:{vault://env/id}']} | X-Correlation-Id minted adds"
            })
    void ofWhenTransformedThenWhatItsListsSay(String config, String harm) {
        var plugin =
                "{name: request-transformer, config: " + (config.startsWith("{") ? config : "{" + config + "}") + "}";

        assertThat(Verified.plugins(plugin).harm()).isEqualTo(harm == null ? "" : harm);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "key-auth, config: {hide_credentials: true} |",
                "key-auth, config: {key_names: [authorization]} |",
                "key-auth, config: {key_names: [X-Api-Key, authorization], hide_credentials: true} "
                        + "| Authorization violated removes",
                "key-auth, config: {key_names: [authorization], hide_credentials: true, key_in_header: false} "
                        + "| Authorization violated removes",
                "key-auth, config: {key_names: [Idempotency-Key], hide_credentials: true, anonymous: anon} "
                        + "| Idempotency-Key violated removes",
                "basic-auth, config: {hide_credentials: true, anonymous: anon} | Authorization violated removes",
                "basic-auth |",
                "hmac-auth, config: {hide_credentials: true} | Authorization violated removes",
                "ldap-auth, config: {hide_credentials: true, ldap_host: h, base_dn: d, attribute: a} "
                        + "| Authorization violated removes",
                "oauth2, config: {provision_key: p, enable_client_credentials: true, hide_credentials: true} "
                        + "| Authorization violated removes",
                "oauth2, config: {provision_key: p, enable_client_credentials: true, hide_credentials: true, "
                        + "auth_header_name: x-token} |",
                "jwt, config: {anonymous: anon} |",
                "session |",
                "acl, config: {allow: [a], hide_groups_header: true} |",
                "correlation-id |",
                "correlation-id, config: {header_name: x-correlation-id} | X-Correlation-Id minted mints",
                "correlation-id, config: {header_name: X_Correlation_Id} |",
                "correlation-id, config: {header_name: X-Kong-Request-Id} |",
                "correlation-id, config: {header_name: Idempotency-Key} | Idempotency-Key violated mints",
                "correlation-id, config: {header_name: Authorization} | Authorization violated mints",
                "zipkin, config: {http_endpoint: 'http://z/s', header_type: ignore} |",
                "zipkin, config: {propagation: {default_format: w3c, clear: [x-sent-at]}} | X-Sent-At violated removes",
                "opentelemetry, config: {traces_endpoint: 'http://o/t', propagation: {default_format: w3c, "
                        + "clear: [traceparent, IDEMPOTENCY-KEY]}} | Idempotency-Key violated removes",
                "opentelemetry, config: {logs_endpoint: 'http://o/l', propagation: {default_format: w3c, "
                        + "clear: [Idempotency-Key]}} |",
                "rate-limiting, config: {minute: 2, policy: local, limit_by: header, header_name: Idempotency-Key} |",
                "proxy-cache, config: {strategy: memory, vary_headers: [Idempotency-Key]} |",
                "cors, config: {preflight_continue: true, headers: [Content-Type]} |",
                "grpc-web |",
                "bot-detection |",
                "standard-webhooks, config: {secret_v1: 's'} |",
                "response-transformer, config: {remove: {headers: [X-Correlation-Id]}} |",
                "request-termination, config: {trigger: idempotency_key} | Idempotency-Key terminated terminates",
                "request-termination, config: {trigger: X-Maintenance} |"
            })
    void ofWhenPluginRunsThenWhatItDoes(String plugin, String harm) {
        assertThat(Verified.plugins("{name: " + plugin + "}").harm()).isEqualTo(harm == null ? "" : harm);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "request-termination",
                "redirect, config: {location: 'https://x/'}",
                "aws-lambda, config: {function_name: f, aws_region: eu-west-1}",
                "azure-functions, config: {functionname: f, appname: a}",
                "pre-function, config: {access: ['return kong.response.exit(204)']}",
                "pre-function, config: {access: ['error(1)']}",
                "post-function, config: {access: ['local http = require \"resty.http\"']}",
                "pre-function, config: {access: ['os.exit()']}"
            })
    void ofWhenPluginAnswersThenTerminatedWhateverCameBefore(String plugin) {
        var harm = Verified.plugins(
                        "{name: request-transformer, config: {remove: {headers: [Idempotency-Key]}}}",
                        "{name: " + plugin + "}")
                .harm();

        assertThat(harm).isEqualTo(ALL.formatted("terminated terminates"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "access: [\"kong.service.request.clear_header('Idempotency-Key')\"] | Idempotency-Key violated removes",
                "access: [\"kong.service.request.add_header('X-Sent-At', 'x')\"] | X-Sent-At violated appends",
                "access: [\"kong.service.request.set_headers({['X-Queued-At'] = 'x'})\"] "
                        + "| X-Queued-At violated replaces",
                "access: [\"ngx.req.clear_header('Authorization')\"] | Authorization violated removes",
                "access: [\"if not kong.request.get_header('Idempotency-Key') then "
                        + "return kong.response.exit(400) end\"] |",
                "access: [\"kong.service.set_target('h', 80) kong.service.request.set_path('/x')\"] |",
                "access: [\"kong.service.request.clear_header('Connection')\"] |",
                "rewrite: [\"kong.service.request.clear_header('Idempotency-Key')\"] |",
                "access: [\"if not kong.request.get_header('X-Correlation-Id') then "
                        + "kong.service.request.set_header('X-Correlation-Id', ngx.var.request_id) end\"] "
                        + "| X-Correlation-Id minted mints",
                "access: [\"local h = kong.request.get_header('x-correlation-id') or ngx.var.request_id "
                        + "kong.service.request.set_header('X-Correlation-Id', h)\"] | X-Correlation-Id minted mints",
                "access: [\"if not kong.request.get_header('Idempotency-Key') then "
                        + "kong.service.request.set_header('Idempotency-Key', ngx.var.request_id) end\"] "
                        + "| Idempotency-Key violated mints",
                "access: [\"kong.service.request.set_header('X-Correlation-Id', ngx.var.request_id)\"] "
                        + "| X-Correlation-Id violated replaces",
                "access: [\"local k = kong.request.get_header('Idempotency-Key') "
                        + "if k then kong.service.request.set_header('Idempotency-Key', k) end\"] "
                        + "| Idempotency-Key violated replaces",
                "access: [\"kong.service.request.set_header('X-Tag-' .. kong.request.get_method(), '1')\"] |",
                "access: [\"kong.service.request.set_header('x_sent_' .. kong.request.get_method(), '1')\"] "
                        + "| X-Sent-At unproven may change",
                "header_filter: [\"error('x')\"] |",
                "log: [\"require('resty.http').new()\"] |",
                "body_filter: [\"ngx.req.clear_header('Authorization')\"] |"
            })
    void ofWhenFunctionsRunThenWhatTheirLuaSays(String config, String harm) {
        for (var name : new String[] {"pre-function", "post-function"}) {
            var said = Verified.plugins("{name: " + name + ", config: {" + config + "}}")
                    .harm();
            assertThat(said).isEqualTo(harm == null ? "" : harm);
        }
    }

    @Test
    void ofWhenLuaCannotBeFollowedThenUnproven() {
        var code = "kong.service.request.clear_header(kong.request.get_query_arg('h'))";
        var harm = Verified.plugins("{name: pre-function, config: {access: [\"" + code + "\"]}}")
                .harm();

        assertThat(harm).isEqualTo(ALL.formatted("unproven may change"));
    }

    @Test
    void ofWhenRemovedAfterOpaqueCodeThenViolatedForAll() {
        var verdicts = Verified.plugins(
                "{name: pre-function, config: {access: ['kong.ctx.shared.f()']}}",
                "{name: request-transformer, config: {remove: {headers: [Authorization]}}}");

        assertThat(verdicts.of("orders-r", SyncHeader.AUTHORIZATION).verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(verdicts.of("orders-r", SyncHeader.SENT_AT).verdict()).isEqualTo(Verdict.UNPROVEN);
    }

    @Test
    void ofWhenPutBackAfterRemovalThenStillViolated() {
        var harm = Verified.plugins(
                        "{name: request-transformer, config: {remove: {headers: [Idempotency-Key]}}}",
                        "{name: post-function, config: "
                                + "{access: [\"kong.service.request.set_header('Idempotency-Key', 'restored')\"]}}")
                .harm();

        assertThat(harm).isEqualTo("Idempotency-Key violated removes+replaces");
    }

    @Test
    void ofWhenMintedIdIsTakenAwayThenItDependsOnTheRelease() {
        var file = Verified.plugins(
                "{name: correlation-id, config: {header_name: X-Correlation-Id}}",
                "{name: request-transformer, config: {remove: {headers: [X-Correlation-Id]}}}");

        assertThat(file.harm()).isEqualTo("X-Correlation-Id violated removes");
        assertThat(file.on(KongVersion.V3_8).harm()).isEqualTo("X-Correlation-Id violated removes+mints");
    }

    @Test
    void ofWhenTransformerAddsAnIdThenOnlyOlderReleasesNeedIt() {
        var file = Verified.plugins(
                "{name: request-transformer, config: {add: {headers: ['X-Correlation-Id:rt']}}}",
                "{name: correlation-id, config: {header_name: X-Correlation-Id}}");

        assertThat(file.harm()).isEqualTo("X-Correlation-Id minted mints");
        assertThat(file.on(KongVersion.V3_8).harm()).isEqualTo("X-Correlation-Id minted adds");
    }

    @Test
    void ofWhenMintedElsewhereAndRenamedThenViolated() {
        var harm = Verified.plugins(
                        "{name: correlation-id}",
                        "{name: request-transformer, config: {rename: {headers: ['Kong-Request-ID:X-Correlation-Id']}}}")
                .harm();

        assertThat(harm).isEqualTo("X-Correlation-Id violated renames");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai | false | Authorization violated replaces",
                "openai | true | Authorization violated adds",
                "huggingface | true | Authorization violated replaces"
            })
    void ofWhenModelIsAskedThenItsCredentialTakesThePlace(String provider, boolean override, String harm) {
        var auth = "{header_name: Authorization, header_value: Bearer k, allow_override: " + override + "}";
        var plugin = "{name: ai-proxy, config: {route_type: llm/v1/chat, auth: " + auth + ", model: {provider: "
                + provider + ", name: m, options: {upstream_url: 'http://m/x'}}}}";

        assertThat(Verified.plugins(plugin).harm()).isEqualTo(harm);
    }

    @Test
    void ofWhenGuardsRunThenTheyTurnNoVerdict() {
        var removes = "{name: request-transformer, config: {remove: {headers: [X-Sent-At]}}}";

        assertThat(Verified.plugins("{name: header-guard}", "{name: header-guard-exit}")
                        .harm())
                .isEmpty();
        assertThat(Verified.plugins("{name: header-guard}", removes, "{name: header-guard-exit}")
                        .harm())
                .isEqualTo("X-Sent-At violated removes");
    }
}
