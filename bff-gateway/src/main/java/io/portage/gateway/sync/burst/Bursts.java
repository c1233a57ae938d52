package io.portage.gateway.sync.burst;

import static io.portage.gateway.problem.ProblemCode.OVERLOADED;
import static io.portage.gateway.problem.ProblemCode.RATE_LIMITED;

import io.portage.gateway.BurstSettings;
import io.portage.gateway.Settings;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.headers.SyncHeaders;
import io.portage.gateway.mutation.BurstBodies;
import io.portage.gateway.mutation.MonotonicClock;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.session.SessionRelay;
import io.portage.gateway.sync.BurstLimits;
import io.portage.gateway.sync.admission.FairGate;
import io.portage.gateway.sync.admission.PerCaller;
import io.portage.gateway.sync.admission.ReturnTimes;
import io.portage.gateway.sync.budget.RateBudget;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Takes bursts. Each takes a place once its body is there: a phone that sends slowly holds none, and one that would be
/// sent away is sent away before it has sent everything.
@Component
public final class Bursts {
    /// For so long should a session's token hold when a burst begins.
    private static final Duration USUAL = Duration.ofMinutes(1);

    /// So long may what began last take, and its results to be read.
    private static final Duration LAST_RESULTS = Duration.ofSeconds(30);

    private static final Duration LONGEST_ABSENCE = Duration.ofMinutes(5);

    private final BurstSettings settings;
    private final BurstLimits limits;
    private final BurstReader reader;
    private final ItemCall call;
    private final EarlierMutations earlier;
    private final Refusals refusals;
    private final RateBudget budget;
    private final BurstBodies bodies;
    private final MonotonicClock clock;
    private final ObjectProvider<SessionRelay> sessions;
    private final FairGate bursts;
    private final Turns.Rules items;
    private final ReturnTimes returns;
    private final PerCaller callers;

    Bursts(
            Settings settings,
            ItemCall call,
            EarlierMutations earlier,
            Refusals refusals,
            RateBudget budget,
            BurstBodies bodies,
            MonotonicClock clock,
            ObjectProvider<SessionRelay> sessions,
            RandomGenerator random,
            Stopping stopping) {
        this.settings = settings.bursts();
        this.limits = BurstLimits.of(this.settings);
        this.reader = new BurstReader(limits);
        this.call = call;
        this.earlier = earlier;
        this.refusals = refusals;
        this.budget = budget;
        this.bodies = bodies;
        this.clock = clock;
        this.sessions = sessions;
        this.callers = new PerCaller(this.settings.perCaller());
        this.bursts = new FairGate(this.settings.atOnce(), this.settings.queue(), this.settings.patience());
        var gate = new FairGate(this.settings.items(), Integer.MAX_VALUE, this.settings.limit());
        this.items = new Turns.Rules(gate, budget, clock, this.settings.limit(), stopping::now);
        this.returns = new ReturnTimes(this.settings.atOnce(), LONGEST_ABSENCE, clock::nanos, random);
    }

    /// Carries the burst of a request, and answers it.
    public Mono<Void> handle(ServerWebExchange exchange) {
        return Mono.defer(() -> {
            var caller = Caller.ATTRIBUTE.get(exchange);
            if (callers.isFull(caller)) {
                return Mono.error(severalAtOnce());
            }
            if (bursts.isFull(caller.tenant())) {
                return Mono.error(overloaded(caller));
            }
            return bodies.read(
                    exchange.getRequest(),
                    caller,
                    limits.bytes(),
                    _ -> noRoom(caller),
                    body -> admitted(caller, () -> run(exchange, caller, new Dependencies(reader.read(body)))));
        });
    }

    private Mono<Void> admitted(Caller caller, Supplier<Mono<Void>> burst) {
        // whoever reads its results too slowly loses its place, and its connection with it: others wait
        var stay = settings.limit().plus(LAST_RESULTS);
        return callers.inside(
                        caller,
                        Mono.error(this::severalAtOnce),
                        () -> bursts.inside(caller.tenant(), stay, () -> timed(Mono.defer(burst))))
                .onErrorMap(FairGate.FullException.class, _ -> overloaded(caller));
    }

    /// It waits for bursts of its own, so it has no place in the line: whoever insists would push others back.
    private RejectedException severalAtOnce() {
        return Rejection.of(
                        RATE_LIMITED,
                        "the caller has " + settings.perCaller() + " bursts under way (expected: this one after them)")
                .retryAfter(returns.soon())
                .asException();
    }

    /// What was done tells how long it takes; what was given up tells nothing.
    private Mono<Void> timed(Mono<Void> burst) {
        return Mono.defer(() -> {
            long begin = clock.nanos();
            return burst.doOnSuccess(_ -> returns.served(clock.nanos() - begin));
        });
    }

    private RejectedException overloaded(Caller caller) {
        return turnedAway(caller, "too many bursts at once").asException();
    }

    /// The rest of it need not be sent.
    private RejectedException noRoom(Caller caller) {
        return turnedAway(caller, "too many bytes in bursts at once")
                .header(HttpHeaders.CONNECTION, "close")
                .asException();
    }

    private Rejection turnedAway(Caller caller, String why) {
        return Rejection.of(OVERLOADED, why + "; nothing of this one was sent (expected: fewer)")
                .retryAfter(comeBack(caller));
    }

    /// Seconds until it is this caller's turn, were it to come back.
    private long comeBack(Caller caller) {
        return returns.next(caller.tenant(), bursts.queued());
    }

    private Mono<Void> run(ServerWebExchange exchange, Caller caller, Dependencies burst) {
        return origin(exchange)
                .flatMap(origin -> Mono.usingWhen(
                        budget.take(caller, burst.cost()).map(tokens -> turns(caller, tokens)),
                        turns -> ResultWriter.write(exchange, results(burst, origin, turns), turns::release),
                        Turns::end));
    }

    private Turns turns(Caller caller, int tokens) {
        return new Turns(items, caller, tokens, () -> comeBack(caller));
    }

    private Flux<ItemResult> results(Dependencies burst, ItemCall.Origin origin, Turns turns) {
        var parts = new BurstRun.Parts(
                (entry, resolved) -> turns.of(call.send(entry, resolved, origin)),
                key -> turns.of(earlier.find(key, origin.authorization(), turns::later)),
                refusals,
                turns::hold,
                settings.itemsPerBurst(),
                limits.mutationBytes());
        return new BurstRun(burst, parts).results();
    }

    /// A session's token is refreshed beforehand where it would not last for as long as a burst usually takes, and
    /// asked for anew for each item: somebody may sign out meanwhile.
    private Mono<ItemCall.Origin> origin(ServerWebExchange exchange) {
        var own = SyncHeaders.ATTRIBUTE.get(exchange).authorization();
        var relay = sessions.getIfAvailable();
        var session = relay == null
                ? Mono.<Mono<String>>empty()
                : relay.authorization(exchange, USUAL).map(_ -> relay.current(exchange));
        var request = exchange.getRequest();
        return session.defaultIfEmpty(Mono.justOrEmpty(own))
                .map(authorization ->
                        new ItemCall.Origin(authorization, request.getHeaders(), request.getRemoteAddress()));
    }
}
