package io.portage.contracttests.world;

import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Somebody with a token.
///
/// @param port the gateway's
/// @param subject who it is
public record Caller(int port, String subject, String token) {
    private static final AtomicLong COUNT = new AtomicLong();

    static Caller unknown(int port, Tokens tokens) {
        var subject = "caller-" + COUNT.incrementAndGet();
        return new Caller(port, subject, tokens.of(subject));
    }

    /// The same subject with another token.
    public Caller with(String otherToken) {
        return new Caller(port, subject, otherToken);
    }

    public Message send(Request request) {
        return RawClient.send(port, signed(request));
    }

    /// Sends what waited in an offline queue, under a key of its own.
    public Message sendQueued(Request request, Duration age) {
        var now = Instant.now();
        return send(request.with("Idempotency-Key", UUID.randomUUID().toString())
                .with("X-Queued-At", now.minus(age).toString())
                .with("X-Sent-At", now.toString()));
    }

    /// Sends while connected, under a key of its own.
    public Message sendOnline(Request request) {
        return send(request.with("Idempotency-Key", UUID.randomUUID().toString()));
    }

    /// Sends and leaves the connection open, so that the caller may wait or hang up.
    public RawClient begin(Request request) {
        var client = RawClient.connect(port);
        client.write(signed(request).bytes());
        return client;
    }

    private Request signed(Request request) {
        return request.with("Authorization", "Bearer " + token);
    }
}
