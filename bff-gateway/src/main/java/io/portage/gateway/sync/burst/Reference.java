package io.portage.gateway.sync.burst;

import io.portage.contract.JsonPointer;
import io.portage.gateway.headers.Key;

/// A place in an item that stands for a value out of another mutation's answer: `{"$ref":"<clientMutationId>#/id"}` in
/// a payload, `{<clientMutationId>#/id}` in a path.
///
/// @param key whose answer
/// @param pointer which value of it
/// @param place in the path or in the payload
/// @param start where the place begins, in characters
/// @param end where it ends
record Reference(Key key, JsonPointer pointer, Place place, int start, int end) {
    /// What it stands for, however often.
    record Source(Key key, JsonPointer pointer, Place place) {}

    Source source() {
        return new Source(key, pointer, place);
    }

    enum Place {
        PATH,
        PAYLOAD
    }

    /// Reads what stands in one.
    ///
    /// @throws IllegalArgumentException where it is no reference; the message does not repeat it
    static Reference of(String text, Place place, int start, int end) {
        // the last one: a key may hold a #, while no member that is worth a reference does
        int hash = text.lastIndexOf('#');
        if (hash < 0) {
            throw new IllegalArgumentException("a reference without # (expected: <clientMutationId>#/pointer)");
        }
        try {
            return new Reference(
                    Key.ofHeader(text.substring(0, hash)),
                    JsonPointer.parse(text.substring(hash + 1)),
                    place,
                    start,
                    end);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(
                    "not a reference (expected: a clientMutationId, # and a JSON pointer such as /id)");
        }
    }

    /// As a client wrote it, but for its key.
    String shown() {
        return "#" + pointer;
    }
}
