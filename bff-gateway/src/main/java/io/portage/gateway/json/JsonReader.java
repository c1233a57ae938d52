package io.portage.gateway.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// Reads JSON as strictly as the strictest service would: a body that two readers could take for two things is refused.
public final class JsonReader {
    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 100;
    /// A tree of numbers weighs sixty times its text.
    private static final long MOST_TOKENS = 200_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxTokenCount(MOST_TOKENS)
                    .build())
            .build();

    /// For what is only passed on.
    private static final JsonFactory LENIENT = FACTORY.rebuild()
            .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonReader() {}

    /// Where and why a body is not JSON; says nothing of its content.
    public static final class MalformedJsonException extends Exception {
        MalformedJsonException(String message) {
            super(message, null, false, false);
        }
    }

    /// Reads one document in UTF-8.
    public static Json read(byte[] bytes) throws MalformedJsonException {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), decoded(bytes))) {
            if (parser.nextToken() == null) {
                throw new MalformedJsonException("empty (expected: one JSON document)");
            }
            var document = value(parser);
            if (parser.nextToken() != null) {
                throw malformed(parser, "more than one document");
            }
            return document;
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new MalformedJsonException(
                    at == null
                            ? reason(e) + " (expected: one JSON document in UTF-8)"
                            : "line %d, column %d: %s (expected: one JSON document in UTF-8)"
                                    .formatted(at.getLineNr(), at.getColumnNr(), reason(e)));
        }
    }

    /// Whether a text is one JSON document, whatever its members are called; nothing is built of it.
    public static boolean isDocument(String text) {
        try (var parser = LENIENT.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException _) {
            return false;
        }
    }

    /// Strictly UTF-8: Jackson guesses encodings, skips a byte order mark and takes overlong forms.
    private static String decoded(byte[] bytes) throws MalformedJsonException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new MalformedJsonException("not UTF-8 (expected: one JSON document in UTF-8)");
        }
    }

    private static String reason(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return "deeper than " + DEEPEST + " levels, a number longer than " + LONGEST_NUMBER
                    + " digits, or more than " + MOST_TOKENS + " tokens";
        }
        return e.getOriginalMessage() != null && e.getOriginalMessage().startsWith("Duplicate")
                ? "a member that stands there twice"
                : "not JSON";
    }

    private static Json value(JsonParser parser) throws MalformedJsonException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new Json.Str(wellFormed(parser, parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getString());
            case VALUE_TRUE -> new Json.Bool(true);
            case VALUE_FALSE -> new Json.Bool(false);
            case VALUE_NULL -> new Json.Null();
            default -> throw malformed(parser, "not JSON");
        };
    }

    private static Json object(JsonParser parser) throws MalformedJsonException {
        var members = new TreeMap<String, Json>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = wellFormed(parser, parser.currentName());
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new Json.Obj(members);
    }

    private static Json array(JsonParser parser) throws MalformedJsonException {
        var items = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Json.Arr(items);
    }

    /// A lone surrogate has no UTF-8: two of them would make one fingerprint.
    private static String wellFormed(JsonParser parser, String text) throws MalformedJsonException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isLowSurrogate(c)
                    || i + 1 == text.length()
                    || !Character.isLowSurrogate(text.charAt(i + 1))) {
                throw malformed(parser, "half of a surrogate pair");
            }
            i++;
        }
        return text;
    }

    private static MalformedJsonException malformed(JsonParser parser, String why) {
        var at = parser.currentTokenLocation();
        return new MalformedJsonException("line %d, column %d: %s (expected: one JSON document in UTF-8)"
                .formatted(at.getLineNr(), at.getColumnNr(), why));
    }
}
