package io.portage.gateway.sync.burst;

import static io.portage.gateway.problem.ProblemCode.BODY_MALFORMED;
import static io.portage.gateway.problem.ProblemCode.PAYLOAD_TOO_LARGE;

import io.portage.gateway.problem.Rejection;
import io.portage.gateway.sync.BurstLimits;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads a burst, once and without a tree: payloads stay the text that was sent, for only that may be forwarded. What
/// is
/// wrong with one item is that item's; what makes the burst unreadable refuses all of it.
final class BurstReader {
    /// Many more levels than a payload may have, so that one that is too deep is refused by itself.
    private static final int DEEPEST = 100_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final BurstLimits limits;

    BurstReader(BurstLimits limits) {
        this.limits = limits;
    }

    /// The entries of a burst.
    ///
    /// @throws io.portage.gateway.problem.RejectedException where it cannot be read, or is larger than it may be
    List<Entry> read(byte[] body) {
        var text = decoded(body);
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return burst(parser, text);
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw malformed((at == null ? "" : "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr()))
                    + "not JSON, or deeper than " + DEEPEST + " levels (expected: one JSON document in UTF-8)");
        }
    }

    private static String decoded(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException _) {
            throw malformed("not UTF-8 (expected: one JSON document in UTF-8)");
        }
    }

    private List<Entry> burst(JsonParser parser, String text) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw malformed("not an object (expected: {\"mutations\": […]})");
        }
        List<Entry> entries = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean mutations = parser.currentName().equals("mutations");
            parser.nextToken();
            if (!mutations) {
                parser.skipChildren();
            } else if (entries != null) {
                throw malformed("mutations stands there twice (expected: once)");
            } else {
                entries = entries(parser, text);
            }
        }
        if (parser.nextToken() != null) {
            throw malformed("more than one document (expected: one)");
        }
        if (entries == null) {
            throw malformed("no mutations (expected: {\"mutations\": […]})");
        }
        return entries;
    }

    private List<Entry> entries(JsonParser parser, String text) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw malformed("/mutations: not an array (expected: the mutations of an outbox)");
        }
        var entries = new ArrayList<Entry>();
        var ids = new HashSet<String>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (entries.size() == limits.mutations()) {
                throw tooLarge("/mutations", "more items", limits.mutations() + " items");
            }
            int start = (int) parser.currentTokenLocation().getCharOffset();
            var entry = ItemReader.read(parser, text, entries.size());
            entries.add(isNew(entry, ids) ? entry : repeated(entry));
            bound(text.substring(start, (int) parser.currentLocation().getCharOffset()), entries.size() - 1);
        }
        return entries;
    }

    private static boolean isNew(Entry entry, Set<String> ids) {
        var id = entry.label().id();
        return id == null || ids.add(id);
    }

    private static Entry repeated(Entry entry) {
        var pointer = entry.label().pointer() + "/id";
        return new Entry.Unreadable(
                entry.label(),
                entry.key(),
                Rejection.of(BODY_MALFORMED, pointer + ": an earlier item has it (expected: another for each item)")
                        .member("pointer", pointer));
    }

    /// Bytes, of which a character has up to three.
    private void bound(String item, int index) {
        if (item.length() > limits.mutationBytes() / 3
                && item.getBytes(StandardCharsets.UTF_8).length > limits.mutationBytes()) {
            throw tooLarge("/mutations/" + index, "a larger item", limits.mutationBytes() + " bytes");
        }
    }

    private static RuntimeException tooLarge(String pointer, String what, String most) {
        return Rejection.of(PAYLOAD_TOO_LARGE, pointer + ": " + what + " (expected: at most " + most + ")")
                .member("pointer", pointer)
                .asException();
    }

    private static RuntimeException malformed(String detail) {
        return Rejection.of(BODY_MALFORMED, "body: " + detail).asException();
    }
}
