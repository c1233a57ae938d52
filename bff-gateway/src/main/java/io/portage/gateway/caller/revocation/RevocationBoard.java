package io.portage.gateway.caller.revocation;

import io.portage.gateway.caller.revocation.Revocation.OfReport;
import io.portage.gateway.caller.revocation.Revocation.OfSession;
import io.portage.gateway.caller.revocation.Revocation.OfSubject;
import io.portage.gateway.secrecy.Names;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// Revocations in memory, by hashed names, each for as long as a token can live.
public final class RevocationBoard {
    private static final long ALWAYS = Long.MAX_VALUE;

    private final Names names;
    private final Duration retention;
    private final InstantSource clock;

    /// By name, the instant until which issued tokens are revoked.
    private final ConcurrentMap<String, Long> revoked = new ConcurrentHashMap<>();
    private final Deque<Entry> oldest = new ArrayDeque<>();

    /// A revocation as it is written down.
    ///
    /// @param until tokens that were issued until then, in milliseconds since 1970
    public record Line(String name, long until) {}

    private record Entry(Line line, long end) {}

    public RevocationBoard(Names names, Duration retention, InstantSource clock) {
        this.names = names;
        this.retention = retention;
        this.clock = clock;
    }

    /// What a token can be revoked by, to be kept with it: hashing takes longer than asking.
    ///
    /// @param session its `sid`
    public Marks marks(String issuer, @Nullable String session, @Nullable String subject, @Nullable Instant issuedAt) {
        var marks = new ArrayList<String>();
        if (session != null) {
            marks.add(line(new OfSession(issuer, session, Instant.EPOCH)).name());
        }
        if (subject != null) {
            marks.add(line(new OfSubject(issuer, subject, Instant.EPOCH)).name());
        }
        return new Marks(marks, issuedAt == null ? Long.MIN_VALUE : issuedAt.toEpochMilli());
    }

    /// Whether a token that carries these has been revoked.
    public boolean covers(Marks marks) {
        if (revoked.isEmpty()) {
            return false;
        }
        for (var name : marks.names()) {
            var until = revoked.get(name);
            if (until != null && marks.issuedAt() <= until) {
                return true;
            }
        }
        return false;
    }

    public boolean knows(Line line) {
        var until = revoked.get(line.name());
        return until != null && line.until() <= until;
    }

    public Line line(Revocation revocation) {
        return switch (revocation) {
            case OfReport(var issuer, var id) -> new Line(names.of("report", issuer, id), ALWAYS);
            case OfSession(var issuer, var session, var until) ->
                new Line(names.of("session", issuer, session), until.toEpochMilli());
            case OfSubject(var issuer, var subject, var until) ->
                new Line(names.of("subject", issuer, subject), until.toEpochMilli());
        };
    }

    /// Puts it up, and takes down what is older than any token.
    public synchronized void add(Line line) {
        long now = clock.millis();
        while (!oldest.isEmpty() && oldest.peek().end() <= now) {
            var gone = oldest.remove().line();
            revoked.remove(gone.name(), gone.until());
        }
        if (!knows(line)) {
            revoked.put(line.name(), line.until());
            oldest.add(new Entry(line, now + retention.toMillis()));
        }
    }

    int size() {
        return revoked.size();
    }
}
