package io.portage.gateway.caller;

import io.portage.gateway.headers.SyncHeaders;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.operation.RequestedOperation;
import io.portage.gateway.problem.Rejection;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Refuses a caller without hiding from it that its own mutation took effect before it lost the right.
@Component
public final class KnownOutcome {
    private final IdempotencyStore store;

    KnownOutcome(IdempotencyStore store) {
        this.store = store;
    }

    /// The rejection, with `outcome` where the request's header key is known to have taken effect.
    public Mono<Void> refuse(ServerWebExchange exchange, Rejection rejection) {
        var key = SyncHeaders.ATTRIBUTE.get(exchange).key();
        if (key == null
                || !RequestedOperation.ATTRIBUTE.get(exchange).operation().mutates()) {
            return Mono.error(rejection.asException());
        }
        var caller = Caller.ATTRIBUTE.get(exchange);
        return store.isCompleted(new Scope(caller.tenant(), caller.subject(), key))
                .onErrorReturn(false)
                .flatMap(completed -> Mono.error((completed ? completed(rejection) : rejection).asException()));
    }

    /// Says that the mutation took effect all the same; a refusal that may pass says nothing of it.
    public static Rejection completed(Rejection rejection) {
        return rejection.status() == 403 ? rejection.member("outcome", "completed") : rejection;
    }
}
