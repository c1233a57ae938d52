package io.portage.gateway.sync;

import io.portage.gateway.json.JsonReader;
import io.portage.gateway.upstream.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes an answer as part of a JSON object on one line: `status`, `idempotencyStatus`, `headers` and `body`. A body
/// that is JSON stands there as it came, but for line breaks, which mean nothing between its tokens.
public final class AnswerJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String STATUS = "Idempotency-Status";
    /// What is a member of its own, or means nothing apart from a connection and its cache.
    private static final Set<String> LEFT_OUT =
            Set.of("idempotency-status", "content-length", "set-cookie", "vary", "connection");

    private final JsonGenerator json;

    private AnswerJson(JsonGenerator json) {
        this.json = json;
    }

    /// One object, in UTF-8 and without line breaks.
    public static byte[] object(Consumer<AnswerJson> members) {
        var bytes = new ByteArrayOutputStream();
        try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            generator.writeStartObject();
            members.accept(new AnswerJson(generator));
            generator.writeEndObject();
        }
        return bytes.toByteArray();
    }

    public void member(String name, @Nullable String value) {
        json.writeName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }

    public void member(String name, boolean value) {
        json.writeName(name);
        json.writeBoolean(value);
    }

    /// The members of an answer, with what became of the request in view of its key.
    public void answer(Answer answer) {
        json.writeName("status");
        json.writeNumber(answer.status());
        member("idempotencyStatus", answer.header(STATUS));
        content(answer);
    }

    /// An object of an answer that is kept: without what became of the request that asks for it.
    public void answer(String name, Answer answer) {
        json.writeName(name);
        json.writeStartObject();
        json.writeName("status");
        json.writeNumber(answer.status());
        content(answer);
        json.writeEndObject();
    }

    private void content(Answer answer) {
        json.writeName("headers");
        json.writeStartObject();
        headers(answer.headers()).forEach((name, value) -> {
            json.writeName(name);
            json.writeString(value);
        });
        json.writeEndObject();
        body(answer);
    }

    /// Several lines of one name are one value: RFC 9110, section 5.3.
    private static Map<String, String> headers(List<Map.Entry<String, String>> lines) {
        var spelled = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        var headers = new LinkedHashMap<String, String>();
        for (var line : lines) {
            if (!LEFT_OUT.contains(line.getKey().toLowerCase(Locale.ROOT))) {
                var name = spelled.computeIfAbsent(line.getKey(), same -> same);
                headers.merge(name, line.getValue(), (first, next) -> first + ", " + next);
            }
        }
        return headers;
    }

    private void body(Answer answer) {
        var text = text(answer.body());
        json.writeName("body");
        if (answer.body().length == 0) {
            json.writeNull();
        } else if (text == null) {
            json.writeString(Base64.getEncoder().encodeToString(answer.body()));
            member("bodyEncoding", "base64");
        } else if (answer.isJson() && JsonReader.isDocument(text)) {
            json.writeRawValue(text.replace("\n", "").replace("\r", ""));
        } else {
            json.writeString(text);
        }
    }

    private static @Nullable String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }
}
