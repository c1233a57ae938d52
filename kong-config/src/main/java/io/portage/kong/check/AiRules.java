package io.portage.kong.check;

import static io.portage.kong.check.RecordRule.anyOf;
import static io.portage.kong.check.RecordRule.custom;
import static io.portage.kong.check.RecordRule.together;
import static io.portage.kong.check.RecordRule.when;

import io.portage.kong.read.Node;
import java.util.List;
import java.util.Set;

/// What the fields of the plugins for language models must be together.
final class AiRules {
    private static final Set<String> NATIVE = Set.of("bedrock", "gemini");
    private static final String CHAT = "llm/v1/chat";

    static final List<RecordRule> GUARD = List.of(
            anyOf("config.allow_patterns", "config.deny_patterns"),
            when(
                    "config.match_all_roles",
                    it -> it.isTrue("config.match_all_roles"),
                    "config.allow_all_conversation_history",
                    it -> !it.isTrue("config.allow_all_conversation_history"),
                    "not both match_all_roles and allow_all_conversation_history"));

    static final List<RecordRule> PROXY = List.of(
            when(
                    "config.llm_format",
                    it -> NATIVE.contains(it.text("config.llm_format")),
                    "config.route_type",
                    it -> it.text("config.route_type").equals(CHAT),
                    "config.route_type " + CHAT + " with a native llm_format"),
            when(
                    "config.llm_format",
                    it -> NATIVE.contains(it.text("config.llm_format")),
                    "config.model.provider",
                    it -> it.text("config.model.provider").equals(it.text("config.llm_format")),
                    "config.model.provider as the native llm_format"));

    static final List<RecordRule> TRANSFORMER = List.of(
            custom(
                    "config.llm.route_type",
                    "config.llm.route_type is " + CHAT,
                    it -> it.text("config.llm.route_type").equals(CHAT)),
            together("config.http_proxy_host", "config.http_proxy_port"),
            together("config.https_proxy_host", "config.https_proxy_port"));

    static final List<RecordRule> MODEL = List.of(
            when(
                    "model.provider",
                    it -> NATIVE.contains(it.text("model.provider")),
                    "auth.allow_override",
                    it -> it.get("auth.allow_override") instanceof Node.Bool bool && !bool.value(),
                    "auth.allow_override: false with bedrock and gemini"),
            together("auth.header_name", "auth.header_value"),
            together("auth.param_name", "auth.param_value", "auth.param_location"),
            together(
                    "model.options.gemini.api_endpoint",
                    "model.options.gemini.project_id",
                    "model.options.gemini.location_id"),
            needs("llama2", "model.options.llama2_format"),
            needs("llama2", "model.options.upstream_url"),
            needs("mistral", "model.options.mistral_format"),
            needs("anthropic", "model.options.anthropic_version"),
            needs("azure", "model.options.azure_instance"),
            needs("azure", "model.options.azure_api_version"),
            needs("azure", "model.options.azure_deployment_id"),
            custom(
                    "logging.log_statistics",
                    "no logging.log_statistics with anthropic completions",
                    it -> !it.isTrue("logging.log_statistics")
                            || !it.text("model.provider").equals("anthropic")
                            || !it.text("route_type").equals("llm/v1/completions")));

    private AiRules() {}

    private static RecordRule needs(String provider, String field) {
        return when(
                "model.provider",
                it -> it.text("model.provider").equals(provider),
                field,
                it -> !it.isEmpty(field),
                field + " with provider " + provider);
    }
}
