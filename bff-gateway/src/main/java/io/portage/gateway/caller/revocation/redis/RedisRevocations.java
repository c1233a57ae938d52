package io.portage.gateway.caller.revocation.redis;

import io.portage.gateway.caller.revocation.Revocation;
import io.portage.gateway.caller.revocation.RevocationBoard;
import io.portage.gateway.caller.revocation.RevocationBoard.Line;
import io.portage.gateway.caller.revocation.Revocations;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Revocations that several gateways share: each has all of them in memory, and asks Redis every second for what the
/// others have added. While Redis is away, each goes on with what it knows, and keeps what it has yet to tell.
final class RedisRevocations implements Revocations, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(RedisRevocations.class);
    static final Duration INTERVAL = Duration.ofSeconds(1);
    /// How long the first tokens wait for what is on Redis.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final RevocationBoard board;
    private final RevocationLog log;
    private final Set<Line> untold = ConcurrentHashMap.newKeySet();
    private final Sinks.Empty<Void> firstRead = Sinks.empty();
    private final Mono<Void> ready;
    private final Disposable rounds;

    private String read = RevocationLog.BEGINNING;
    private volatile boolean away;

    RedisRevocations(RevocationBoard board, RevocationLog log, Duration interval) {
        this.board = board;
        this.log = log;
        this.ready = firstRead.asMono().timeout(PATIENCE).onErrorComplete().cache();
        this.rounds = Flux.interval(Duration.ZERO, interval)
                .onBackpressureDrop()
                .concatMap(_ -> round(), 1)
                .subscribe();
    }

    @Override
    public RevocationBoard board() {
        return board;
    }

    @Override
    public boolean know(Revocation revocation) {
        var line = board.line(revocation);
        // as long as the others have not been told, it may be said again
        return board.knows(line) && !untold.contains(line);
    }

    @Override
    public Mono<Void> add(List<Revocation> revocations) {
        return Mono.defer(() -> {
            var lines = revocations.stream().map(board::line).toList();
            lines.forEach(board::add);
            return told(lines);
        });
    }

    @Override
    public Mono<Void> ready() {
        return ready;
    }

    /// Whether the last round failed.
    boolean isAway() {
        return away;
    }

    private Mono<Void> told(List<Line> lines) {
        return log.write(lines)
                .doOnError(_ -> untold.addAll(lines))
                // whoever reported it hung up: it holds all the same
                .doOnCancel(() -> untold.addAll(lines));
    }

    private Mono<Void> round() {
        var late = untold.stream().limit(RevocationLog.MOST).toList();
        return (late.isEmpty() ? Mono.<Void>empty() : log.write(late).doOnSuccess(_ -> late.forEach(untold::remove)))
                .then(Mono.defer(this::learned))
                .doOnSuccess(_ -> back())
                .onErrorResume(failure -> {
                    gone(failure);
                    return Mono.empty();
                });
    }

    /// Page after page, until one is not full.
    private Mono<Void> learned() {
        return log.read(read).flatMap(page -> {
            page.lines().forEach(board::add);
            read = page.score();
            return page.lines().size() < RevocationLog.PAGE ? Mono.empty() : learned();
        });
    }

    private void back() {
        firstRead.tryEmitEmpty();
        if (away) {
            away = false;
            LOG.info("revocations are shared again");
        }
    }

    private void gone(Throwable failure) {
        // whatever Redis has lost meanwhile: all of it is read again
        read = RevocationLog.BEGINNING;
        if (!away) {
            away = true;
            LOG.warn("revocations are not shared: {}; those that are known here go on", failure.getMessage());
        }
    }

    @Override
    public void destroy() {
        rounds.dispose();
    }
}
