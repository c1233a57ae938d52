package io.portage.launcher.demo;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON as far as the story looks into it.
final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// A member of an object, as text; empty where `json` is none or has it not.
    static Optional<String> text(String json, String member) {
        try {
            var value = MAPPER.readTree(json).path(member);
            return value.isMissingNode() ? Optional.empty() : Optional.of(value.asString());
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
