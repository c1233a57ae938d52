package io.portage.stubs.traffic;

import io.portage.stubs.http.HeaderLine;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Something that goes wrong with the requests of one service.
///
/// @param service the service
/// @param kind what goes wrong; null for a delay alone, after which the service answers as usual
/// @param method only requests with this method; null for any
/// @param path only requests with this path, a `*` at its end standing for any rest; null for any
/// @param times how many requests it happens to; empty for all until it is cleared
/// @param delay how long the service takes before it answers or fails; its effect comes before the delay
/// @param status status of `status` (500 where empty) and `html` (502 where empty)
/// @param headers further header lines of `status` and `html`, such as `Retry-After`
public record Fault(
        String service,
        @Nullable Kind kind,
        @Nullable String method,
        @Nullable String path,
        OptionalInt times,
        Duration delay,
        OptionalInt status,
        List<HeaderLine> headers) {

    private static final String DELEGATIONS = "/v1/portal/delegations";

    /// What goes wrong.
    public enum Kind {
        /// The port and its connections are closed until the faults are cleared; every other field is ignored.
        REFUSE,
        /// The effect happens, then the connection is reset.
        RESET,
        /// The effect happens, then the connection is closed without an answer.
        CLOSE,
        /// The effect happens, then half the answer is sent and the connection closed.
        TRUNCATE,
        /// No effect; a JSON answer without a `code`.
        STATUS,
        /// No effect; a page of HTML.
        HTML
    }

    public Fault {
        headers = List.copyOf(headers);
        times.ifPresent(given -> check(given > 0, "times: " + given + " (expected: > 0)"));
        status.ifPresent(given -> check(given >= 200 && given < 600, "status: " + given + " (expected: 200 to 599)"));
        check(!delay.isNegative(), "delayMs: " + delay.toMillis() + " (expected: >= 0)");
        check(kind != null || delay.isPositive(), "kind: missing (expected: a kind, or delayMs > 0)");
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /// A fault that every request of the service meets until it is cleared.
    public static Fault of(String service, Kind kind) {
        return new Fault(service, kind, null, null, OptionalInt.empty(), Duration.ZERO, OptionalInt.empty(), List.of());
    }

    /// Slowness alone.
    public static Fault delay(String service, Duration delay) {
        return new Fault(service, null, null, null, OptionalInt.empty(), delay, OptionalInt.empty(), List.of());
    }

    public Fault on(String onlyMethod, String onlyPath) {
        return new Fault(service, kind, onlyMethod, onlyPath, times, delay, status, headers);
    }

    public Fault times(int count) {
        return new Fault(service, kind, method, path, OptionalInt.of(count), delay, status, headers);
    }

    public Fault after(Duration wait) {
        return new Fault(service, kind, method, path, times, wait, status, headers);
    }

    public Fault status(int value) {
        return new Fault(service, kind, method, path, times, delay, OptionalInt.of(value), headers);
    }

    public Fault header(String name, String value) {
        return new Fault(service, kind, method, path, times, delay, status, List.of(new HeaderLine(name, value)));
    }

    /// The gateway asks about delegations in its own name. A fault is meant for what clients do, so it hits that
    /// question only where its path begins with that of delegations.
    boolean hits(String requestMethod, String requestPath) {
        if (requestPath.equals(DELEGATIONS + "/check") && (path == null || !path.startsWith(DELEGATIONS))) {
            return false;
        }
        return (method == null || method.equalsIgnoreCase(requestMethod))
                && (path == null || matches(path, requestPath));
    }

    private static boolean matches(String pattern, String path) {
        return pattern.endsWith("*")
                ? path.startsWith(pattern.substring(0, pattern.length() - 1))
                : path.equals(pattern);
    }
}
