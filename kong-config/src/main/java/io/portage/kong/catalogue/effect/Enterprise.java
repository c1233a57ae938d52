package io.portage.kong.catalogue.effect;

import io.portage.kong.catalogue.effect.Effect.Anything;
import io.portage.kong.catalogue.effect.Effect.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plugins of the enterprise edition and of others, as far as their documentation says what they do to headers.
final class Enterprise {
    static final Set<String> NEUTRAL = Set.of(
            "ai-rate-limiting-advanced",
            "app-dynamics",
            "canary",
            "degraphql",
            "exit-transformer",
            "graphql-proxy-cache-advanced",
            "graphql-rate-limiting-advanced",
            "header-cert-auth",
            "injection-protection",
            "jq",
            "json-threat-protection",
            "jwt-keycloak",
            "kafka-log",
            "mtls-auth",
            "oas-validation",
            "proxy-cache-advanced",
            "rate-limiting-advanced",
            "request-validator",
            "response-transformer-advanced",
            "route-by-header",
            "route-transformer-advanced",
            "saml",
            "service-protection",
            "upstream-timeout",
            "xml-threat-protection");
    private static final List<String> OPENID_CONNECT = List.of(
            "upstream_access_token_header",
            "upstream_access_token_jwk_header",
            "upstream_id_token_header",
            "upstream_id_token_jwk_header",
            "upstream_refresh_token_header",
            "upstream_user_info_header",
            "upstream_user_info_jwt_header",
            "upstream_introspection_header",
            "upstream_introspection_jwt_header",
            "upstream_session_id_header",
            "upstream_headers_names");
    private static final List<String> JWT_SIGNER =
            List.of("access_token_upstream_header", "channel_token_upstream_header");
    private static final List<String> TLS_METADATA = List.of(
            "client_cert_header_name",
            "client_cert_fingerprint_header_name",
            "client_cert_issuer_dn_header_name",
            "client_cert_subject_dn_header_name",
            "client_serial_header_name");
    private static final List<String> OIDC =
            List.of("access_token_header_name", "userinfo_header_name", "id_token_header_name", "header_names");

    private Enterprise() {}

    static void effects(Map<String, EffectSource> all) {
        all.put("request-transformer-advanced", Enterprise::transformer);
        all.put("oauth2-introspection", it -> Hiding.header(it, "Authorization"));
        all.put("ldap-auth-advanced", it -> Hiding.header(it, "Authorization"));
        all.put("key-auth-enc", it -> Hiding.named(it, "key_names"));
        all.put("vault-auth", it -> {
            var names = new ArrayList<>(Hiding.named(it, "access_token_name").access());
            names.addAll(Hiding.named(it, "secret_token_name").access());
            return Effects.of(names);
        });
        all.put("openid-connect", Enterprise::openidConnect);
        all.put("jwt-signer", it -> writes(it, JWT_SIGNER, "access_token_upstream_header"));
        all.put("jwe-decrypt", it -> writes(it, List.of("forward_header_name"), "forward_header_name"));
        all.put("upstream-oauth", Enterprise::upstreamOauth);
        all.put("tls-metadata-headers", it -> writes(it, TLS_METADATA, null));
        all.put("forward-proxy", Enterprise::forwardProxy);
        all.put("oidc", it -> writes(it, OIDC, null));
        all.put("oauth-proxy", it -> Effects.of(it.on(Verb.SETS, false, "cookie_name_prefix", "Authorization")));
        all.put("kafka-upstream", it -> OpenSource.ends(it, false));
        all.put("confluent", it -> OpenSource.ends(it, false));
        all.put("mocking", it -> OpenSource.ends(it, false));
    }

    private static Effects transformer(Settings settings) {
        var effects = new ArrayList<>(RequestTransformer.effects(settings).access());
        settings.config()
                .field("allow.headers")
                .ifPresent(node -> effects.add(new Anything("allow.headers keeps only some headers", node.at())));
        return Effects.of(effects);
    }

    /// It puts the token of its session where the caller's was, unless that is switched off.
    private static Effects openidConnect(Settings settings) {
        var effects = new ArrayList<>(
                writes(settings, OPENID_CONNECT, "upstream_access_token_header").access());
        effects.addAll(Hiding.header(settings, "Authorization").access());
        return Effects.of(effects);
    }

    private static Effects upstreamOauth(Settings settings) {
        var field = "behavior.upstream_access_token_header_name";
        return Effects.of(
                settings.has(field)
                        ? settings.each(Verb.SETS, true, field).toList()
                        : settings.on(Verb.SETS, true, field, "Authorization"));
    }

    private static Effects forwardProxy(Settings settings) {
        return settings.config()
                .text("x_headers")
                .filter(text -> text.value().equals("delete"))
                .map(text -> Effects.of(List.of(new Anything("x_headers: delete takes X- headers away", text.at()))))
                .orElse(Effects.NONE);
    }

    /// Each field names a header to write, or the header and how, as `authorization:bearer`.
    ///
    /// @param standard the field that names Authorization where nothing is said; null for none
    private static Effects writes(Settings settings, List<String> fields, @Nullable String standard) {
        var effects = new ArrayList<Effect>();
        for (var field : fields) {
            settings.each(Verb.SETS, false, field, text -> text.split(":", 2)[0])
                    .forEach(effects::add);
        }
        if (standard != null && !settings.has(standard) && !settings.isNothing(standard)) {
            effects.addAll(settings.on(Verb.SETS, false, standard, "Authorization"));
        }
        return Effects.of(effects);
    }
}
