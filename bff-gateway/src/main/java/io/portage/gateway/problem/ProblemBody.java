package io.portage.gateway.problem;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// A problem in the form of RFC 9457.
public final class ProblemBody {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ProblemBody() {}

    /// Renders a rejection.
    ///
    /// @param rejection what went wrong
    /// @param correlationId the id that this answer carries in its header, too
    public static byte[] render(Rejection rejection, String correlationId) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", rejection.code().type());
        members.put("title", rejection.code().title());
        members.put("status", rejection.status());
        members.put("detail", rejection.detail());
        members.put(
                "instance",
                "urn:portage:request:"
                        + URLEncoder.encode(correlationId, StandardCharsets.UTF_8)
                                .replace("+", "%20"));
        members.put("code", rejection.code().name());
        members.put("correlationId", correlationId);
        members.put("retryable", rejection.action().retryable());
        members.put("action", rejection.action().text());
        members.putAll(rejection.members());
        return JSON.writeValueAsBytes(members);
    }
}
