package io.portage.contracttests.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// What a recording upstream does once it has read a request.
public sealed interface Reply {
    /// Answers and keeps the connection.
    record Answer(int status, List<HeaderLine> headers, byte[] body) implements Reply {}

    /// Writes these bytes and closes: for answers that are none.
    record Broken(byte[] bytes) implements Reply {}

    /// Resets the connection.
    record Reset() implements Reply {}

    /// Says something before it answers, such as `103 Early Hints`.
    record Preceded(byte[] interim, Reply then) implements Reply {}

    /// Waits for the gate, then goes on.
    record Held(CountDownLatch gate, Reply then) implements Reply {}

    static Reply json(int status, String body, HeaderLine... headers) {
        var lines = new ArrayList<>(List.of(headers));
        lines.add(new HeaderLine("Content-Type", "application/json"));
        return new Answer(status, lines, body.getBytes(StandardCharsets.UTF_8));
    }

    /// An answer after interim ones, given by their heads.
    static Reply preceded(String interim, Reply then) {
        return new Preceded(interim.getBytes(StandardCharsets.US_ASCII), then);
    }

    /// An orderly end without an answer.
    static Reply close() {
        return new Broken(new byte[0]);
    }

    /// Fewer body bytes than announced.
    static Reply truncated() {
        return new Broken("HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{\"id\""
                .getBytes(StandardCharsets.US_ASCII));
    }
}
