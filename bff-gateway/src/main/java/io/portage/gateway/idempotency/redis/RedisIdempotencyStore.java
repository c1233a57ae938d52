package io.portage.gateway.idempotency.redis;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.ClaimRequest;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.idempotency.Known;
import io.portage.gateway.idempotency.Redrive;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.idempotency.redis.RedisScripts.Verb;
import io.portage.gateway.offline.OfflineVerdict;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.redis.RedisLink;
import io.portage.gateway.redis.RedisScript;
import io.portage.gateway.secrecy.Names;
import io.portage.gateway.secrecy.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Records that several gateways share. Each verb is one script and so one atomic step, written so that a second
/// delivery of the same call finds its own work: a client that repeats a script after a time-out does no harm.
public final class RedisIdempotencyStore implements IdempotencyStore {
    private static final byte[] NO_ANSWER = new byte[0];
    private static final byte[] FENCE_UNKNOWN = ascii("-");
    private static final Long TOO_EARLY = 2L;
    static final String PREFIX = "portage:{";

    /// Past the breaker, or not.
    @FunctionalInterface
    private interface Call {
        Mono<Object> run(RedisScript script, List<Object> keys, Object... arguments);
    }

    private final RedisLink link;
    private final Map<Verb, RedisScript> scripts = new EnumMap<>(Verb.class);
    private final RedisEnds ends;
    private final Names names;
    private final RedisAnswers answers;
    private final Retention retention;
    private final RedisTime time;
    private final Duration patience;
    private final Withdrawals withdrawals = new Withdrawals();

    /// @param patience how long a caller waits for its claim
    RedisIdempotencyStore(
            RedisLink link,
            RedisScripts scripts,
            RedisEnds ends,
            Names names,
            Sealer sealer,
            Retention retention,
            Duration patience) {
        for (var verb : Verb.values()) {
            this.scripts.put(verb, scripts.script(verb));
        }
        this.time = new RedisTime(patience);
        this.patience = patience;
        this.link = link;
        this.ends = ends;
        this.names = names;
        this.answers = new RedisAnswers(names, sealer);
        this.retention = retention;
    }

    @Override
    public Mono<Claim> claim(ClaimRequest request) {
        // Hashing and opening are work that the few threads of the driver have no time for.
        var asked = Mono.defer(() -> claimed(request)).publishOn(Schedulers.parallel());
        // late by what we knew of Redis's clock, though not by ours: now it is known
        return asked.filter(answer -> !isLate(answer))
                .switchIfEmpty(asked)
                .map(answer -> answers.claim(request, answer));
    }

    private Mono<List<?>> claimed(ClaimRequest request) {
        var latest = time.latest();
        return run(
                        Verb.CLAIM,
                        request.scope(),
                        ascii(names.of(request.fingerprint().hex())),
                        ascii(verdict(request.verdict())),
                        ascii(request.owner()),
                        millis(request.lease()),
                        ascii(Long.toString(window(request.redrive()))),
                        ascii(request.newAfterRetention() ? "1" : "0"),
                        latest,
                        ascii(request.spelling().isEmpty() ? "" : names.of(request.spelling())))
                .doOnError(failure -> withdraw(request, latest, failure))
                .map(answer -> told((List<?>) answer));
    }

    /// What Redis may have run although it did not say so is given back: its caller is told that nothing was executed.
    /// Where the caller forwards all the same, nobody knows what comes of that.
    private void withdraw(ClaimRequest request, byte[] latest, Throwable failure) {
        if (failure instanceof StoreUnavailableException unavailable && unavailable.isSilent()) {
            var verb = request.forwardedAnyway() ? Verb.ABANDON : Verb.RELEASE;
            var end = run(verb, request.scope(), ascii(request.owner()), FENCE_UNKNOWN, latest);
            withdrawals.begin(patience, request.lease(), end.map(answer -> !TOO_EARLY.equals(answer)));
        }
    }

    /// Claims that are still to be given back.
    int withdrawals() {
        return withdrawals.pending();
    }

    private List<?> told(List<?> answer) {
        switch (RedisAnswers.kind(answer)) {
            case "A" -> time.learn((Long) answer.get(2));
            case "L" -> time.learn((Long) answer.get(1));
            default -> {}
        }
        return answer;
    }

    private static boolean isLate(List<?> answer) {
        return RedisAnswers.kind(answer).equals("L");
    }

    private static String verdict(OfflineVerdict verdict) {
        return switch (verdict) {
            case OfflineVerdict.Refused _ -> "N";
            case OfflineVerdict.Allowed(var queued) -> queued ? "Q" : "A";
        };
    }

    private static long window(Redrive redrive) {
        return switch (redrive) {
            case Redrive.Never() -> -1;
            case Redrive.Always() -> -2;
            case Redrive.Within(var window) -> Math.max(0, window.toMillis());
        };
    }

    @Override
    public Mono<Boolean> heartbeat(Claim.Acquired claim, Duration lease) {
        return asked(Verb.HEARTBEAT, claim, millis(lease), link::run);
    }

    @Override
    public Mono<Boolean> complete(Claim.Acquired claim, @Nullable StoredResponse response) {
        // sealed once, however often it is said
        var sealed = Mono.fromSupplier(() -> response == null ? NO_ANSWER : answers.sealed(claim.scope(), response))
                .cache();
        return sealed.flatMap(answer -> ended(Verb.COMPLETE, claim, answer));
    }

    @Override
    public Mono<Boolean> release(Claim.Acquired claim) {
        return ended(Verb.RELEASE, claim, NO_ANSWER);
    }

    @Override
    public Mono<Boolean> abandon(Claim.Acquired claim) {
        return ended(Verb.ABANDON, claim, NO_ANSWER);
    }

    @Override
    public Mono<Known> find(Scope scope) {
        return run(Verb.FIND, scope)
                .publishOn(Schedulers.parallel())
                .flatMap(answer -> Mono.justOrEmpty(answers.known(scope, (List<?>) answer)));
    }

    @Override
    public Flux<Scope> ends(Scope scope) {
        return ends.of(record(scope)).map(_ -> scope);
    }

    @Override
    public Duration patience() {
        return link.limit();
    }

    private Mono<Boolean> ended(Verb verb, Claim.Acquired claim, byte[] more) {
        return asked(verb, claim, more, link::runPast);
    }

    private Mono<Boolean> asked(Verb verb, Claim.Acquired claim, byte[] more, Call call) {
        return run(call, verb, claim.scope(), ascii(claim.owner()), ascii(Long.toString(claim.fence())), more)
                .map(Long.valueOf(1)::equals);
    }

    private Mono<Object> run(Verb verb, Scope scope, byte[]... arguments) {
        return run(link::run, verb, scope, arguments);
    }

    private Mono<Object> run(Call call, Verb verb, Scope scope, byte[]... arguments) {
        var all = new Object[arguments.length + 2];
        all[0] = millis(retention.response());
        all[1] = millis(retention.tombstone());
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        var record = record(scope);
        return call.run(Objects.requireNonNull(scripts.get(verb)), List.of(record, record + ":answer"), all);
    }

    private String record(Scope scope) {
        return PREFIX + tag(names, scope) + "}";
    }

    static String tag(Names names, Scope scope) {
        return names.of(scope.tenant(), scope.subject(), scope.key().value());
    }

    private static byte[] millis(Duration duration) {
        return ascii(Long.toString(duration.toMillis()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
