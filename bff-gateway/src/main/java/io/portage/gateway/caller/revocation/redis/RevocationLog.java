package io.portage.gateway.caller.revocation.redis;

import io.portage.gateway.caller.revocation.RevocationBoard.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.redisson.api.RScript;
import org.redisson.api.RScriptReactive;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The revocations on Redis: a sorted set of lines `name until`, in the order in which they were written.
final class RevocationLog {
    static final String KEY = "portage:{revoked}";
    static final String BEGINNING = "-inf";
    /// One script handles so many lines that they do not hold up others.
    static final int MOST = 1_000;
    /// More than is written at once: a page that is full ends behind what it began with.
    static final int PAGE = 2 * MOST;

    private static final String WRITE = file("clock") + file("revoke");
    private static final String READ = file("revoked");

    private final RScriptReactive scripts;
    private final Duration retention;
    private final Duration limit;

    /// Some lines, and the score up to which they were read.
    record Page(List<Line> lines, String score) {}

    /// @param limit how long a call may take
    RevocationLog(RedissonClient redisson, Duration retention, Duration limit) {
        this.scripts = redisson.reactive().getScript(StringCodec.INSTANCE);
        this.retention = retention;
        this.limit = limit;
    }

    /// Writes lines; the same line twice is one.
    ///
    /// @param lines at most [#MOST]
    Mono<Void> write(Collection<Line> lines) {
        var arguments = new ArrayList<>(List.of(Long.toString(retention.toMillis())));
        lines.forEach(line -> arguments.add(line.name() + " " + line.until()));
        return run(WRITE, RScript.ReturnType.LONG, arguments).then();
    }

    /// What was written since that score, and the last of what was read before once more: a page never ends within
    /// what was written at once and then goes on behind it.
    Mono<Page> read(String score) {
        return run(READ, RScript.ReturnType.LIST, List.of(score, Integer.toString(PAGE)))
                .map(reply -> page((List<?>) reply, score));
    }

    private static Page page(List<?> reply, String before) {
        var lines = new ArrayList<Line>();
        var score = before;
        for (int i = 0; i + 1 < reply.size(); i += 2) {
            var parts = reply.get(i).toString().split(" ", 2);
            lines.add(new Line(parts[0], Long.parseLong(parts[1])));
            score = reply.get(i + 1).toString();
        }
        return new Page(lines, score);
    }

    private Mono<Object> run(String script, RScript.ReturnType type, List<String> arguments) {
        return scripts.<Object>eval(KEY, RScript.Mode.READ_WRITE, script, type, List.of(KEY), arguments.toArray())
                // as long as there is no connection, the driver holds the thread that asks
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(limit);
    }

    private static String file(String name) {
        try (var stream = RevocationLog.class.getResourceAsStream("/redis/" + name + ".lua")) {
            if (stream == null) {
                throw new IllegalStateException("/redis/" + name + ".lua (expected: on the class path)");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
