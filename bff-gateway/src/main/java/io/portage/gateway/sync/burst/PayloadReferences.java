package io.portage.gateway.sync.burst;

import io.portage.gateway.sync.burst.Reference.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The references of a payload: objects whose only member is `$ref`, a string.
final class PayloadReferences {
    /// More levels than a payload may have; what is deeper is refused where the single request would be.
    private static final int DEEPEST = 100;

    private final JsonParser parser;
    private final int payloadStart;
    private final List<Reference> found = new ArrayList<>();
    private @Nullable Fault fault;

    /// The first one that cannot be read.
    ///
    /// @param pointer where it stands in the burst
    record Fault(String pointer, String message) {}

    /// Reads the value on which the parser stands, to its end.
    ///
    /// @param payloadStart where that value begins, in characters
    PayloadReferences(JsonParser parser, int payloadStart) {
        this.parser = parser;
        this.payloadStart = payloadStart;
        value(0);
    }

    List<Reference> found() {
        return found;
    }

    @Nullable
    Fault fault() {
        return fault;
    }

    private void value(int depth) {
        if (depth > DEEPEST) {
            parser.skipChildren();
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            object(depth);
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                value(depth + 1);
            }
        }
    }

    private void object(int depth) {
        int start = (int) parser.currentTokenLocation().getCharOffset() - payloadStart;
        int members = 0;
        String reference = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean named = parser.currentName().equals("$ref");
            members++;
            if (parser.nextToken() == JsonToken.VALUE_STRING && named) {
                reference = parser.getString();
            } else {
                value(depth + 1);
            }
        }
        if (members == 1 && reference != null) {
            add(reference, start, (int) parser.currentLocation().getCharOffset() - payloadStart);
        }
    }

    private void add(String reference, int start, int end) {
        try {
            found.add(Reference.of(reference, Place.PAYLOAD, start, end));
        } catch (IllegalArgumentException e) {
            if (fault == null) {
                var pointer = parser.streamReadContext().pathAsPointer();
                fault = new Fault(pointer.toString(), String.valueOf(e.getMessage()));
            }
        }
    }
}
