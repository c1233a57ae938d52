package io.portage.kong.catalogue.effect;

import io.portage.kong.catalogue.effect.Effect.Ends;
import io.portage.kong.catalogue.effect.Effect.Verb;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The plugins that Kong 3.4 to 3.9 bundles, and this project's.
final class OpenSource {
    /// These refuse or answer some requests, or change what is no sync header; the others pass as they are.
    static final Set<String> NEUTRAL = Set.of(
            "acl",
            "acme",
            "ai-prompt-decorator",
            "ai-prompt-guard",
            "ai-prompt-template",
            "ai-request-transformer",
            "ai-response-transformer",
            "bot-detection",
            "cors",
            "datadog",
            "file-log",
            "grpc-gateway",
            "grpc-web",
            "header-guard",
            "header-guard-exit",
            "http-log",
            "ip-restriction",
            "jwt",
            "loggly",
            "prometheus",
            "proxy-cache",
            "rate-limiting",
            "request-size-limiting",
            "response-ratelimiting",
            "response-transformer",
            "session",
            "standard-webhooks",
            "statsd",
            "syslog",
            "tcp-log",
            "udp-log");

    private OpenSource() {}

    static void effects(Map<String, EffectSource> all) {
        all.put("request-transformer", RequestTransformer::effects);
        all.put("pre-function", Functions::effects);
        all.put("post-function", Functions::effects);
        all.put("ai-proxy", AiProxy::effects);

        all.put(
                "correlation-id",
                it -> it.has("header_name")
                        ? access(it.each(Verb.MINTS, true, "header_name").toList())
                        : fails(it, "header_name"));

        // whatever the scheme of the credential, and before it is looked at
        all.put("basic-auth", it -> Hiding.header(it, "Authorization"));
        all.put("hmac-auth", it -> Hiding.header(it, "Authorization"));
        all.put("ldap-auth", it -> Hiding.header(it, "Authorization"));
        all.put("key-auth", it -> Hiding.named(it, "key_names"));
        all.put(
                "oauth2",
                it -> it.has("auth_header_name")
                        ? Hiding.named(it, "auth_header_name")
                        : fails(it, "auth_header_name"));

        all.put(
                "zipkin",
                it -> access(it.each(Verb.REMOVES, true, "propagation.clear").toList()));
        all.put("opentelemetry", OpenSource::opentelemetry);

        all.put(
                "request-termination",
                it -> ends(it, it.config().text("trigger").isPresent()));
        all.put("redirect", it -> ends(it, false));
        all.put("aws-lambda", it -> ends(it, false));
        all.put("azure-functions", it -> ends(it, false));
    }

    /// It looks at no header unless traces are sent somewhere.
    private static Effects opentelemetry(Settings settings) {
        return settings.has("traces_endpoint") || settings.has("endpoint")
                ? access(settings.each(Verb.REMOVES, true, "propagation.clear").toList())
                : Effects.NONE;
    }

    static Effects ends(Settings settings, boolean triggered) {
        var trigger = triggered ? settings.config().text("trigger").orElseThrow() : null;
        return trigger == null
                ? access(List.of(new Ends(null, "answers by itself", settings.at())))
                : access(List.of(new Ends(trigger.value(), "trigger", trigger.at())));
    }

    /// Where a field is null that the plugin cannot do without, each request gets 500.
    private static Effects fails(Settings settings, String field) {
        return access(List.of(new Ends(null, field + " is null, with which each request fails", settings.at())));
    }

    private static Effects access(List<Effect> effects) {
        return Effects.of(effects);
    }
}
