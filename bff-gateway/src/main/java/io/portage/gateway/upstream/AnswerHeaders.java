package io.portage.gateway.upstream;

import io.portage.gateway.OwnCookies;
import io.portage.gateway.idempotency.StoredResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which header lines of a service's answer reach the client, now and on a replay.
public final class AnswerHeaders {
    /// Set by the gateway itself on every answer.
    private static final Set<String> OURS =
            Set.of("x-correlation-id", "idempotency-status", "idempotency-replayed", "content-length");

    /// Would end sessions in the browser of whoever asks.
    private static final String ENDS_SESSIONS = "clear-site-data";

    /// What describes the answer and holds for a day. Never Set-Cookie, Date, or trace, rate-limit and auth headers.
    private static final Set<String> REPLAYED = Set.of(
            "content-type",
            "content-language",
            "content-encoding",
            "content-disposition",
            "content-location",
            "location",
            "etag",
            "last-modified",
            "link",
            "cache-control",
            "vary");

    private static final Set<String> COPIED = Stream.concat(REPLAYED.stream(), Stream.of("date"))
            .filter(name -> !name.equals("cache-control"))
            .collect(Collectors.toUnmodifiableSet());

    private AnswerHeaders() {}

    /// @param name header name in lower case
    static boolean passes(String name) {
        return !OURS.contains(name) && !name.equals(ENDS_SESSIONS);
    }

    /// Whether a service sets or ends one of our cookies: who may, would sign browsers in or out.
    static boolean isAboutOurCookies(Map.Entry<String, String> line) {
        return line.getKey().equalsIgnoreCase("Set-Cookie") && OwnCookies.isOneSetBy(line.getValue());
    }

    /// What a repeat is answered with.
    public static StoredResponse stored(Answer answer) {
        List<Map.Entry<String, String>> kept = answer.headers().stream()
                .filter(line -> REPLAYED.contains(line.getKey().toLowerCase(Locale.ROOT)))
                .toList();
        return new StoredResponse(answer.status(), kept, answer.body());
    }

    /// What a read is answered with once more, while its service is down: as a repeat, with the time of the original,
    /// and without what held for that moment only.
    public static StoredResponse copied(Answer answer) {
        List<Map.Entry<String, String>> kept = answer.headers().stream()
                .filter(line -> COPIED.contains(line.getKey().toLowerCase(Locale.ROOT)))
                .toList();
        return new StoredResponse(answer.status(), kept, answer.body());
    }
}
