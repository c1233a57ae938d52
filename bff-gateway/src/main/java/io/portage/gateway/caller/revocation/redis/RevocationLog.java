package io.portage.gateway.caller.revocation.redis;

import io.portage.gateway.caller.revocation.RevocationBoard.Line;
import io.portage.gateway.redis.RedisLink;
import io.portage.gateway.redis.RedisScript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Mono;

/// The revocations on Redis: a sorted set of lines `name until`, in the order in which they were written.
final class RevocationLog {
    static final String KEY = "portage:{revoked}";
    static final String BEGINNING = "-inf";
    /// One script handles so many lines that they do not hold up others.
    static final int MOST = 1_000;
    /// More than is written at once: a page that is full ends behind what it began with.
    static final int PAGE = 2 * MOST;

    private static final RedisScript WRITE = RedisScript.number("clock", "revoke");
    private static final RedisScript READ = RedisScript.list("revoked");

    private final RedisLink link;
    private final Duration retention;

    /// Some lines, and the score up to which they were read.
    record Page(List<Line> lines, String score) {}

    RevocationLog(RedisLink link, Duration retention) {
        this.link = link;
        this.retention = retention;
    }

    /// Writes lines; the same line twice is one.
    ///
    /// @param lines at most [#MOST]
    Mono<Void> write(Collection<Line> lines) {
        var arguments = new ArrayList<>(List.of(Long.toString(retention.toMillis())));
        lines.forEach(line -> arguments.add(line.name() + " " + line.until()));
        return run(WRITE, arguments).then();
    }

    /// What was written since that score, and the last of what was read before once more: a page never ends within
    /// what was written at once and then goes on behind it.
    Mono<Page> read(String score) {
        return run(READ, List.of(score, Integer.toString(PAGE))).map(reply -> page((List<?>) reply, score));
    }

    private static Page page(List<?> reply, String before) {
        var lines = new ArrayList<Line>();
        var score = before;
        for (int i = 0; i + 1 < reply.size(); i += 2) {
            var parts = text(reply.get(i)).split(" ", 2);
            lines.add(new Line(parts[0], Long.parseLong(parts[1])));
            score = text(reply.get(i + 1));
        }
        return new Page(lines, score);
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.US_ASCII);
    }

    /// Past the breaker: it asks every second, and what it has to tell must not be lost.
    private Mono<Object> run(RedisScript script, List<String> arguments) {
        var bytes = arguments.stream()
                .map(argument -> argument.getBytes(StandardCharsets.US_ASCII))
                .toArray();
        return link.runPast(script, List.of(KEY), bytes);
    }
}
