package io.portage.gateway.headers;

import static io.portage.gateway.problem.ProblemCode.HEADER_INVALID;

import io.portage.gateway.correlation.CorrelationId;
import io.portage.gateway.problem.Rejection;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// Reads the sync headers strictly: one line of each, well-formed, and nothing beside them that could be taken for one.
final class SyncHeaderReader {
    private static final int LONGEST_QUOTED = 40;

    private SyncHeaderReader() {}

    /// @param headers all headers of the request
    /// @param correlationId the id to use where the client sent none
    /// @throws io.portage.gateway.problem.RejectedException with `HEADER_INVALID`
    static SyncHeaders read(HttpHeaders headers, String correlationId) {
        refuseTwins(headers);
        refuseNominations(headers);
        refuseSecondLine(headers, HttpHeaders.CONTENT_TYPE);
        var own = line(headers, SyncHeader.CORRELATION_ID);
        return new SyncHeaders(
                authorization(line(headers, SyncHeader.AUTHORIZATION)),
                key(line(headers, SyncHeader.IDEMPOTENCY_KEY)),
                instant(SyncHeader.QUEUED_AT, line(headers, SyncHeader.QUEUED_AT)),
                instant(SyncHeader.SENT_AT, line(headers, SyncHeader.SENT_AT)),
                own == null ? correlationId : correlationId(own));
    }

    private static void refuseTwins(HttpHeaders headers) {
        for (Map.Entry<String, List<String>> entry : headers.headerSet()) {
            var name = entry.getKey();
            if (name.indexOf('_') >= 0 && SyncHeader.named(name.replace('_', '-')) != null) {
                throw invalid(name + " (expected: " + name.replace('_', '-')
                        + "; servers that fold underscores would read it as that header)");
            }
        }
    }

    private static void refuseNominations(HttpHeaders headers) {
        var nominated = ConnectionGuard.nominated(headers.getOrEmpty(HttpHeaders.CONNECTION));
        if (nominated != null) {
            throw invalid("Connection names " + nominated + " (expected: no header that must reach the service)");
        }
    }

    private static List<String> refuseSecondLine(HttpHeaders headers, String name) {
        var lines = headers.getOrEmpty(name);
        if (lines.size() > 1) {
            throw invalid(name + ": " + lines.size() + " lines (expected: at most one)");
        }
        return lines;
    }

    private static @Nullable String line(HttpHeaders headers, SyncHeader header) {
        var lines = refuseSecondLine(headers, header.header());
        if (lines.isEmpty()) {
            return null;
        }
        if (lines.getFirst().isEmpty()) {
            throw invalid(header.header() + ": empty (expected: a value, or no such header)");
        }
        return lines.getFirst();
    }

    private static @Nullable String authorization(@Nullable String value) {
        if (value != null && !isPrintable(value)) {
            throw invalid("Authorization: a character that is not printable ASCII (expected: Bearer and a token)");
        }
        return value;
    }

    private static @Nullable Key key(@Nullable String value) {
        try {
            return value == null ? null : Key.ofHeader(value);
        } catch (IllegalArgumentException e) {
            throw invalid("Idempotency-Key: " + e.getMessage());
        }
    }

    private static @Nullable Instant instant(SyncHeader header, @Nullable String value) {
        try {
            return value == null ? null : Rfc3339.parse(value);
        } catch (DateTimeException _) {
            var shown = isPrintable(value) && value.length() <= LONGEST_QUOTED
                    ? "\"" + value + "\""
                    : value.length() + " characters";
            throw invalid(header.header() + ": " + shown + " (expected: an RFC 3339 instant"
                    + " such as 2026-11-20T08:15:30Z)");
        }
    }

    private static String correlationId(String value) {
        if (!CorrelationId.isValid(value)) {
            throw invalid("X-Correlation-Id: " + value.length()
                    + " characters (expected: 1 to 128 characters, all of them printable ASCII)");
        }
        return value;
    }

    private static boolean isPrintable(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static RuntimeException invalid(String detail) {
        return Rejection.of(HEADER_INVALID, detail).asException();
    }
}
