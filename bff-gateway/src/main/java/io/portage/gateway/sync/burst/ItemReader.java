package io.portage.gateway.sync.burst;

import static io.portage.gateway.problem.ProblemCode.BODY_MALFORMED;
import static io.portage.gateway.problem.ProblemCode.DEPENDENCY_INVALID;
import static io.portage.gateway.problem.ProblemCode.IDEMPOTENCY_KEY_REQUIRED;

import io.portage.gateway.headers.Key;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.sync.burst.Entry.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads one item. Only what a burst adds to a single request is looked at here; the rest is refused where the single
/// request would be.
final class ItemReader {
    private static final int LONGEST_NAME = 255;
    private static final String KEY_EXPECTED = "(expected: 1 to 255 printable ASCII characters without spaces)";
    private static final Pattern OPERATION = Pattern.compile("([A-Z]{1,16}) (/[!-~]*)");
    private static final Pattern REFERENCE = Pattern.compile("\\{([^{}]*)}");
    private static final Set<String> TEXTS = Set.of(
            "id", "clientMutationId", "operation", "queuedAt", "sentAt", "correlationId", "aggregate", "dependsOn");

    private ItemReader() {}

    /// What stands in an item, before anybody asks whether it makes sense.
    private static final class Members {
        private final Map<String, String> texts = new HashMap<>();
        private final List<Reference> references = new ArrayList<>();
        private @Nullable String payload;
        /// The first thing that is wrong.
        private @Nullable Rejection fault;

        void fault(String pointer, ProblemCode code, String what) {
            if (fault == null) {
                fault = rejection(pointer, code, what);
            }
        }
    }

    /// Reads the item on which the parser stands, to its end.
    static Entry read(JsonParser parser, String text, int index) {
        var members = new Members();
        var place = new Label(index, null, null);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            parser.finishToken();
            return new Entry.Unreadable(
                    place, null, rejection(place.pointer(), BODY_MALFORMED, "not an object (expected: a mutation)"));
        }
        var seen = new HashSet<String>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            if (!seen.add(name)) {
                members.fault(place.pointer(), BODY_MALFORMED, "a member that stands there twice (expected: once)");
            }
            member(parser, text, name, place, members);
        }
        return entry(index, members);
    }

    private static void member(JsonParser parser, String text, String name, Label place, Members members) {
        if (name.equals("payload")) {
            payload(parser, text, members);
        } else if (!TEXTS.contains(name) || parser.currentToken() == JsonToken.VALUE_NULL) {
            parser.skipChildren();
        } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
            members.texts.put(name, parser.getString());
        } else {
            parser.skipChildren();
            members.fault(place.pointer() + "/" + name, BODY_MALFORMED, "not a string (expected: a string)");
        }
    }

    private static void payload(JsonParser parser, String text, Members members) {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        var references = new PayloadReferences(parser, start);
        members.references.addAll(references.found());
        if (references.fault() != null) {
            members.fault(
                    references.fault().pointer(),
                    DEPENDENCY_INVALID,
                    references.fault().message());
        }
        boolean absent = parser.currentToken() == JsonToken.VALUE_NULL;
        parser.finishToken();
        members.payload = absent
                ? null
                : text.substring(start, (int) parser.currentLocation().getCharOffset());
    }

    private static Entry entry(int index, Members members) {
        var spelling = members.texts.get("clientMutationId");
        var key = key(spelling);
        // a key may be spelled at some length, and goes on as it was spelled
        var label =
                new Label(index, repeatable(members.texts.get("id")), key == null ? repeatable(spelling) : spelling);
        try {
            if (members.fault != null) {
                throw members.fault.asException();
            }
            return new Entry.Readable(label, requiredKey(label, key, members), item(label, members));
        } catch (RejectedException e) {
            return new Entry.Unreadable(label, key, e.rejection());
        }
    }

    private static Key requiredKey(Label label, @Nullable Key key, Members members) {
        if (key == null) {
            boolean missing = !members.texts.containsKey("clientMutationId");
            throw rejection(
                            label.pointer() + "/clientMutationId",
                            missing ? IDEMPOTENCY_KEY_REQUIRED : BODY_MALFORMED,
                            missing ? "missing (expected: the key of the mutation)" : "not a key " + KEY_EXPECTED)
                    .asException();
        }
        return key;
    }

    private static @Nullable Key key(@Nullable String text) {
        try {
            return text == null ? null : Key.ofHeader(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static Item item(Label label, Members members) {
        var id = members.texts.get("id");
        if (id == null || repeatable(id) == null) {
            throw malformed(label, "/id", "a string of 1 to " + LONGEST_NAME + " characters");
        }
        var operation = members.texts.get("operation");
        var matcher = operation == null ? null : OPERATION.matcher(operation);
        if (matcher == null || !matcher.matches()) {
            throw malformed(label, "/operation", "a method and a path, such as POST /v1/patients");
        }
        var queuedAt = members.texts.get("queuedAt");
        if (queuedAt == null) {
            throw malformed(label, "/queuedAt", "the RFC 3339 instant at which the user acted");
        }
        members.references.addAll(inPath(label, matcher.group(2)));
        return new Item(
                matcher.group(1),
                matcher.group(2),
                members.payload,
                queuedAt,
                members.texts.get("sentAt"),
                members.texts.get("correlationId"),
                aggregate(label, members),
                dependsOn(label, members),
                members.references);
    }

    private static @Nullable String aggregate(Label label, Members members) {
        var aggregate = members.texts.get("aggregate");
        if (aggregate != null && repeatable(aggregate) == null) {
            throw malformed(label, "/aggregate", "a string of 1 to " + LONGEST_NAME + " characters");
        }
        return aggregate;
    }

    private static @Nullable Key dependsOn(Label label, Members members) {
        var text = members.texts.get("dependsOn");
        var key = key(text);
        if (text != null && key == null) {
            throw rejection(
                            label.pointer() + "/dependsOn",
                            DEPENDENCY_INVALID,
                            "not a clientMutationId " + KEY_EXPECTED)
                    .asException();
        }
        return key;
    }

    private static List<Reference> inPath(Label label, String target) {
        var references = new ArrayList<Reference>();
        Matcher matcher = REFERENCE.matcher(target);
        while (matcher.find()) {
            try {
                references.add(Reference.of(matcher.group(1), Reference.Place.PATH, matcher.start(), matcher.end()));
            } catch (IllegalArgumentException e) {
                throw rejection(label.pointer() + "/operation", DEPENDENCY_INVALID, String.valueOf(e.getMessage()))
                        .asException();
            }
        }
        return references;
    }

    /// A name that may be repeated in a result; null where it is none.
    private static @Nullable String repeatable(@Nullable String text) {
        return text == null || text.isEmpty() || text.length() > LONGEST_NAME || !isWellFormed(text) ? null : text;
    }

    /// Half of a surrogate pair has no UTF-8.
    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static RuntimeException malformed(Label label, String member, String expected) {
        return rejection(label.pointer() + member, BODY_MALFORMED, "missing or not so (expected: " + expected + ")")
                .asException();
    }

    private static Rejection rejection(String pointer, ProblemCode code, String what) {
        return Rejection.of(code, pointer + ": " + what).member("pointer", pointer);
    }
}
