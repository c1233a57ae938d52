package io.portage.gateway.sync.lookup;

import io.portage.gateway.caller.Caller;
import io.portage.gateway.correlation.CorrelationId;
import io.portage.gateway.headers.SyncHeaders;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.sync.AnswerJson;
import io.portage.gateway.sync.budget.RateBudget;
import io.portage.gateway.upstream.Answer;
import io.portage.gateway.upstream.AnswerWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Answers `GET /v1/sync/mutations?key=…`. A key of somebody else is looked for where the caller's own are, and so
/// cannot be told from one that nobody ever used.
@Component
public final class OutcomeLookUp {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeLookUp.class);

    private final KnownMutations mutations;
    private final RateBudget budget;

    OutcomeLookUp(KnownMutations mutations, RateBudget budget) {
        this.mutations = mutations;
        this.budget = budget;
    }

    /// Answers a request whose headers and caller are known.
    public Mono<Void> handle(ServerWebExchange exchange) {
        return budget.take(Caller.ATTRIBUTE.get(exchange), 1)
                .flatMap(taken -> taken == 1 ? find(exchange) : Mono.error(rateLimited()))
                .switchIfEmpty(Mono.error(OutcomeLookUp::notFound))
                .onErrorMap(StoreUnavailableException.class, failure -> storeAway(exchange, failure))
                .flatMap(known -> AnswerWriter.write(exchange.getResponse(), answer(known)));
    }

    private Mono<KnownMutation> find(ServerWebExchange exchange) {
        var key = KeyQuery.read(exchange.getRequest().getURI().getRawQuery());
        var headers = SyncHeaders.ATTRIBUTE.get(exchange);
        return mutations.find(Caller.ATTRIBUTE.get(exchange), key, headers.correlationId(), headers.authorization());
    }

    private static Answer answer(KnownMutation known) {
        var body = AnswerJson.object(json -> {
            json.member("state", known.state().text());
            json.member(
                    "firstSeen",
                    known.firstSeen() == null ? null : known.firstSeen().toString());
            if (known.response() != null) {
                json.answer("response", known.response());
            }
        });
        return new Answer(200, headers(known), body);
    }

    private static List<Map.Entry<String, String>> headers(KnownMutation known) {
        var headers = new ArrayList<Map.Entry<String, String>>();
        headers.add(Map.entry("Content-Type", "application/json"));
        headers.add(Map.entry("Cache-Control", "no-store"));
        if (known.state() == KnownMutation.State.IN_PROGRESS) {
            headers.add(Map.entry("Retry-After", Long.toString(seconds(known.remaining()))));
        }
        return headers;
    }

    /// Whole seconds, one at the least, and none too few.
    private static long seconds(Duration remaining) {
        return Math.max(1, remaining.plusMillis(999).toSeconds());
    }

    private RejectedException rateLimited() {
        return Rejection.of(ProblemCode.RATE_LIMITED, "the caller's budget is spent (expected: fewer look-ups)")
                .retryAfter(budget.secondsUntil(1))
                .asException();
    }

    private static RejectedException notFound() {
        return Rejection.of(
                        ProblemCode.MUTATION_NOT_FOUND,
                        "no mutation of this caller has that key (expected: one that was sent, and is not free again)")
                .asException();
    }

    private static RejectedException storeAway(ServerWebExchange exchange, StoreUnavailableException failure) {
        var id = SyncHeaders.ATTRIBUTE.get(exchange).correlationId();
        LOG.warn("correlationId=\"{}\" {}", CorrelationId.inLog(id), failure.getMessage());
        return Rejection.of(
                        ProblemCode.IDEMPOTENCY_STORE_UNAVAILABLE,
                        "what became of the mutation cannot be looked up now (expected: a store that answers)")
                .retryAfter(1)
                .asException();
    }
}
