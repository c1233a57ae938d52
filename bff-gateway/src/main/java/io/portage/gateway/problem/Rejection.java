package io.portage.gateway.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/// A refusal on its way to the client.
///
/// @param code what went wrong
/// @param status the status it travels with
/// @param action what the client should do
/// @param detail this occurrence in words: the value and what was expected, never a value out of a body
/// @param members further members of the problem, such as `serverTime`
/// @param headers further headers of the answer, such as `Retry-After`
public record Rejection(
        ProblemCode code,
        int status,
        Action action,
        String detail,
        Map<String, Object> members,
        Map<String, String> headers) {

    public static Rejection of(ProblemCode code, String detail) {
        return new Rejection(code, code.status(), code.action(), detail, Map.of(), Map.of());
    }

    public Rejection status(int other) {
        return new Rejection(code, other, action, detail, members, headers);
    }

    public Rejection action(Action other) {
        return new Rejection(code, status, other, detail, members, headers);
    }

    public Rejection member(String name, Object value) {
        return new Rejection(code, status, action, detail, with(members, name, value), headers);
    }

    public Rejection header(String name, String value) {
        return new Rejection(code, status, action, detail, members, with(headers, name, value));
    }

    /// Seconds after which another attempt makes sense.
    public Rejection retryAfter(long seconds) {
        return header("Retry-After", Long.toString(Math.max(1, seconds)));
    }

    /// The exception in which this rejection leaves a station.
    public RejectedException asException() {
        return new RejectedException(this);
    }

    private static <V> Map<String, V> with(Map<String, V> map, String name, V value) {
        var more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }
}
