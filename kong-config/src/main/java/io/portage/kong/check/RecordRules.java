package io.portage.kong.check;

import static io.portage.kong.check.RecordRule.anyOf;
import static io.portage.kong.check.RecordRule.custom;
import static io.portage.kong.check.RecordRule.oneOf;
import static io.portage.kong.check.RecordRule.together;
import static io.portage.kong.check.RecordRule.when;
import static io.portage.kong.check.RecordRule.whenText;

import io.portage.kong.read.Node;
import io.portage.kong.read.Position;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the fields of entities and plugins must be together, as their schemas in Kong 3.9 say. A plugin's stand under
/// `plugin:<name>`, with the path of the record they are about behind it where that is not the plugin itself.
final class RecordRules {
    private static final Set<String> ASYMMETRIC = Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "EdDSA");
    private static final String[] PERIODS = {"second", "minute", "hour", "day", "month", "year"};

    private static final Map<String, List<RecordRule>> ALL = Map.ofEntries(
            Map.entry("entity:consumers", List.of(anyOf("custom_id", "username"))),
            Map.entry("entity:services", ServiceRules.ALL),
            Map.entry("entity:upstreams", UpstreamRules.ALL),
            Map.entry("entity:routes sources[]", List.of(anyOf("ip", "port"))),
            Map.entry("entity:routes destinations[]", List.of(anyOf("ip", "port"))),
            Map.entry("entity:certificates", CertificateRules.ALL),
            Map.entry("entity:keys", KeyRules.ALL),
            Map.entry("entity:keys pem", KeyRules.PEM),
            Map.entry(
                    "entity:jwt_secrets",
                    List.of(
                            when(
                                    "algorithm",
                                    it -> it.get("algorithm") == null || ASYMMETRIC.contains(it.text("algorithm")),
                                    "rsa_public_key",
                                    it -> it.get("rsa_public_key") != null,
                                    "rsa_public_key is said for that algorithm"),
                            custom(
                                    "rsa_public_key",
                                    "rsa_public_key is a key in PEM form",
                                    it -> !ASYMMETRIC.contains(it.text("algorithm"))
                                            || Pem.isKey(it.text("rsa_public_key"))))),
            Map.entry("plugin:acl", List.of(oneOf("config.allow", "config.deny"))),
            Map.entry("plugin:ip-restriction", List.of(anyOf("config.allow", "config.deny"))),
            Map.entry(
                    "plugin:acme",
                    List.of(
                            when(
                                    "config.api_uri",
                                    it -> it.get("config.api_uri") == null
                                            || it.text("config.api_uri")
                                                    .matches("https://acme(-staging)?-v02\\.api\\.letsencrypt\\.org"),
                                    "config.tos_accepted",
                                    it -> it.isTrue("config.tos_accepted"),
                                    "config.tos_accepted is true"),
                            whenText("config.storage", "redis", "config.storage_config.redis.host"),
                            whenText("config.storage", "redis", "config.storage_config.redis.port"),
                            custom(
                                    "config.storage",
                                    "config.storage is not kong without a database",
                                    it -> !it.text("config.storage").equals("kong")))),
            Map.entry("plugin:ai-prompt-decorator", List.of(anyOf("config.prompts.prepend", "config.prompts.append"))),
            Map.entry("plugin:ai-prompt-guard", AiRules.GUARD),
            Map.entry("plugin:ai-proxy", AiRules.PROXY),
            Map.entry("plugin:ai-proxy config", AiRules.MODEL),
            Map.entry("plugin:ai-request-transformer", AiRules.TRANSFORMER),
            Map.entry("plugin:ai-request-transformer config.llm", AiRules.MODEL),
            Map.entry("plugin:ai-response-transformer", AiRules.TRANSFORMER),
            Map.entry("plugin:ai-response-transformer config.llm", AiRules.MODEL),
            Map.entry(
                    "plugin:aws-lambda",
                    List.of(
                            together("config.aws_key", "config.aws_secret"),
                            custom(
                                    "config.proxy_url",
                                    "config.proxy_url begins with http://",
                                    it -> !it.text("config.proxy_url").matches("(?s)[^:]+://.*")
                                            || it.text("config.proxy_url").startsWith("http://")))),
            Map.entry("plugin:datadog config.metrics[]", List.of(LimitRules.SAMPLED)),
            Map.entry("plugin:statsd config.metrics[]", List.of(LimitRules.SAMPLED)),
            Map.entry("plugin:http-log config", List.of(LimitRules.ONE_CREDENTIAL)),
            Map.entry(
                    "plugin:jwt",
                    List.of(when(
                            "config.maximum_expiration",
                            it -> it.get("config.maximum_expiration") == null
                                    || it.number("config.maximum_expiration") > 0,
                            "config.claims_to_verify",
                            it -> it.get("config.claims_to_verify") == null
                                    || LimitRules.has(it, "config.claims_to_verify", "exp"),
                            "config.claims_to_verify has exp"))),
            Map.entry(
                    "plugin:ldap-auth config",
                    List.of(when(
                            "ldaps",
                            it -> it.isTrue("ldaps"),
                            "start_tls",
                            it -> !it.isTrue("start_tls"),
                            "not both ldaps and start_tls"))),
            Map.entry("plugin:oauth2 config", LimitRules.OAUTH2),
            Map.entry("plugin:opentelemetry config", List.of(anyOf("traces_endpoint", "logs_endpoint"))),
            Map.entry("plugin:pre-function", List.of(LimitRules.ANY_FUNCTION)),
            Map.entry("plugin:post-function", List.of(LimitRules.ANY_FUNCTION)),
            Map.entry("plugin:rate-limiting", LimitRules.RATE),
            Map.entry("plugin:rate-limiting config", LimitRules.RATE_CONFIG),
            Map.entry("plugin:response-ratelimiting", LimitRules.REDIS),
            Map.entry("plugin:response-ratelimiting config.limits[]", List.of(anyOf(PERIODS), LimitRules.rising())),
            Map.entry("plugin:request-termination config", LimitRules.TERMINATION),
            Map.entry("plugin:zipkin config", List.of(LimitRules.TAGS_DIFFER)));

    private RecordRules() {}

    static void check(String owner, String path, Node.Mapping record, Position place, Problems problems) {
        var values = new Values(record);
        for (var rule : ALL.getOrDefault(path.isEmpty() ? owner : owner + " " + path, List.of())) {
            var expected = rule.broken(values);
            if (expected != null) {
                problems.add(
                        "kong/fields-together", place, name(owner, path) + ": do not fit (expected: " + expected + ")");
            }
        }
    }

    private static String name(String owner, String path) {
        var kind = owner.substring(owner.indexOf(':') + 1);
        return path.isEmpty() ? kind : kind + " " + path;
    }
}
