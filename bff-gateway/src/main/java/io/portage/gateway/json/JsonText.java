package io.portage.gateway.json;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes JSON as text, number literals as they were.
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    public static String of(Json json) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, generator);
        }
        return text.toString();
    }

    private static void write(Json json, JsonGenerator to) {
        switch (json) {
            case Json.Obj(Map<String, Json> members) -> {
                to.writeStartObject();
                members.forEach((name, value) -> {
                    to.writeName(name);
                    write(value, to);
                });
                to.writeEndObject();
            }
            case Json.Arr(List<Json> items) -> {
                to.writeStartArray();
                items.forEach(item -> write(item, to));
                to.writeEndArray();
            }
            case Json.Str(var value) -> to.writeString(value);
            case Json.Num(var literal) -> to.writeRawValue(literal);
            case Json.Bool(var value) -> to.writeBoolean(value);
            case Json.Null() -> to.writeNull();
        }
    }
}
