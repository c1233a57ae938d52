package io.portage.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Requests, one after the other: the same but for who sends them and for their keys. Not for several threads.
public final class Requests {
    private final List<byte[]> heads;
    private final LongFunction<@Nullable String> keys;
    private final byte[] body;
    private final Expected expected;
    private long sent;

    /// POST requests.
    ///
    /// @param path where to
    /// @param tokens of the callers, who take turns; the n-th request is always by the same one
    /// @param keys the key of the n-th request; null for none
    /// @param body the body of all
    public Requests(
            String path, List<String> tokens, LongFunction<@Nullable String> keys, byte[] body, Expected expected) {
        this(path, tokens, "", keys, body, expected);
    }

    /// POST requests.
    ///
    /// @param lines more header lines of all
    public Requests(
            String path,
            List<String> tokens,
            String lines,
            LongFunction<@Nullable String> keys,
            byte[] body,
            Expected expected) {
        this(
                tokens.stream()
                        .map(token -> head(path, token, body.length) + lines)
                        .toList(),
                keys,
                body,
                expected);
    }

    private Requests(List<String> heads, LongFunction<@Nullable String> keys, byte[] body, Expected expected) {
        this.heads = heads.stream().map(head -> head.getBytes(US_ASCII)).toList();
        this.keys = keys;
        this.body = body.clone();
        this.expected = expected;
    }

    /// GET requests.
    ///
    /// @param lines more header lines of all
    public static Requests reads(String path, List<String> tokens, String lines, Expected expected) {
        var heads = tokens.stream()
                .map(token ->
                        "GET " + path + " HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer " + token + "\r\n" + lines)
                .toList();
        return new Requests(heads, _ -> null, new byte[0], expected);
    }

    static String head(String path, String token, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n";
    }

    Expected expected() {
        return expected;
    }

    /// The parts of the next request, in the order of the wire.
    List<byte[]> next() {
        long number = sent++;
        var key = keys.apply(number);
        var rest = key == null ? "\r\n" : "Idempotency-Key: " + key + "\r\n\r\n";
        return List.of(heads.get((int) (number % heads.size())), rest.getBytes(US_ASCII), body);
    }
}
