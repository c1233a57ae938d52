package io.portage.gateway.sync.burst;

import static io.portage.gateway.problem.ProblemCode.DEPENDENCY_INVALID;
import static io.portage.gateway.problem.ProblemCode.PAYLOAD_TOO_LARGE;

import io.portage.gateway.headers.Key;
import io.portage.gateway.json.Json;
import io.portage.gateway.json.JsonReader;
import io.portage.gateway.json.JsonReader.MalformedJsonException;
import io.portage.gateway.json.JsonText;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.sync.burst.Entry.Label;
import io.portage.gateway.sync.burst.Reference.Place;
import io.portage.gateway.upstream.Answer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// Puts values out of the answers of others where an item refers to them. What is not referred to stays as it was sent,
/// byte for byte.
final class Resolution {
    private final Label label;
    private final Map<Key, Answer> answers;
    private final long limit;
    private final Map<Key, Json> read = new HashMap<>();
    private final Map<Reference.Source, String> written = new HashMap<>();

    /// @param answers those of the mutations that are referred to, where they are still known
    /// @param limit bytes of what comes of it, at most: what is referred to often may be large
    Resolution(Label label, Map<Key, Answer> answers, long limit) {
        this.label = label;
        this.answers = answers;
        this.limit = limit;
    }

    /// What an item asks for.
    ///
    /// @param target path and query
    /// @param payload the body; null for none
    record Resolved(String target, byte @Nullable [] payload) {}

    /// @throws io.portage.gateway.problem.RejectedException where a reference leads to nothing, or to nothing that fits
    Resolved of(Item item) {
        var payload = item.payload();
        return new Resolved(
                resolved(item, item.target(), Place.PATH),
                payload == null ? null : resolved(item, payload, Place.PAYLOAD).getBytes(StandardCharsets.UTF_8));
    }

    private String resolved(Item item, String text, Place place) {
        var resolved = new StringBuilder();
        int end = 0;
        for (var reference : item.references()) {
            if (reference.place() == place) {
                resolved.append(text, end, reference.start());
                resolved.append(written.computeIfAbsent(
                        reference.source(),
                        _ -> place == Place.PATH ? inPath(reference) : JsonText.of(value(reference))));
                end = reference.end();
                bound(resolved.length());
            }
        }
        return resolved.append(text, end, text.length()).toString();
    }

    private void bound(long length) {
        if (length > limit) {
            throw Rejection.of(
                            PAYLOAD_TOO_LARGE,
                            label.pointer() + ": larger with what it refers to (expected: at most " + limit + " bytes)")
                    .member("pointer", label.pointer())
                    .asException();
        }
    }

    private String inPath(Reference reference) {
        var text = switch (value(reference)) {
            case Json.Str(var string) -> string;
            case Json.Num(var literal) -> literal;
            default -> "";
        };
        // an empty segment, or one that leads elsewhere, would name another resource
        if (text.isEmpty() || text.equals(".") || text.equals("..") || text.contains("/") || text.contains("\\")) {
            throw invalid(reference, "leads to a value that is no segment of a path (expected: an id)");
        }
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }

    private Json value(Reference reference) {
        var answer = answers.get(reference.key());
        if (answer == null) {
            throw invalid(reference, "leads to an answer that is not kept (expected: one of the last 24 hours)");
        }
        var document = read.computeIfAbsent(reference.key(), _ -> document(reference, answer));
        var value = document.at(reference.pointer());
        if (value == null) {
            throw invalid(reference, "leads to nothing in that answer (expected: a member of it)");
        }
        return value;
    }

    private Json document(Reference reference, Answer answer) {
        try {
            return JsonReader.read(answer.body());
        } catch (MalformedJsonException _) {
            throw invalid(reference, "leads to an answer that is not JSON (expected: a JSON answer)");
        }
    }

    private RuntimeException invalid(Reference reference, String what) {
        var pointer = label.pointer() + (reference.place() == Place.PATH ? "/operation" : "/payload");
        return Rejection.of(DEPENDENCY_INVALID, pointer + ": the reference " + reference.shown() + " " + what)
                .member("pointer", pointer)
                .asException();
    }
}
