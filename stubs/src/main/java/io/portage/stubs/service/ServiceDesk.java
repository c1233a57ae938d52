package io.portage.stubs.service;

import io.portage.contract.Dedupe.Carrier;
import io.portage.contract.OperationMatch;
import io.portage.contract.SyncContract;
import io.portage.stubs.http.HttpRequest;
import io.portage.stubs.http.HttpResponse;
import io.portage.stubs.traffic.Effects;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Answers the requests of one service: finds the operation, recognises repeats, lets the state machine act, and
/// counts what it did. One request at a time, so that state machines need no locks.
final class ServiceDesk {
    private final SyncContract contract;
    private final StubService service;
    private final RepeatMemory repeats;
    private final Effects effects;

    ServiceDesk(SyncContract contract, StubService service, RepeatMemory repeats, Effects effects) {
        this.contract = contract;
        this.service = service;
        this.repeats = repeats;
        this.effects = effects;
    }

    String name() {
        return service.name();
    }

    /// Runs something that looks at or changes the service's state, with no request in between.
    synchronized <T> T alone(Supplier<T> action) {
        return action.get();
    }

    synchronized void reset() {
        service.reset();
        repeats.clear();
    }

    synchronized HttpResponse answer(HttpRequest request) {
        try {
            var caller = Caller.of(request);
            service.admit(caller);
            var response = service.answerGateway(request, caller).orElseGet(() -> match(request, caller));
            return unlessKnown(request, response);
        } catch (ServiceError e) {
            return Replies.error(e);
        }
    }

    private HttpResponse match(HttpRequest request, Caller caller) {
        return switch (contract.match(request.method(), request.path())) {
            case OperationMatch.Found found
            when found.operation().service().equals(name()) ->
                act(Call.of(found.operation(), found.variables(), caller, request));
            case OperationMatch.MethodNotAllowed(var allowed) ->
                Replies.error(new ServiceError(
                                405, "METHOD_NOT_ALLOWED", request.method() + " (expected: one of " + allowed + ")"))
                        .with("Allow", String.join(", ", new TreeSet<>(allowed)));
            default ->
                throw new ServiceError(404, "NOT_FOUND", request.path() + " (expected: a path of " + name() + ")");
        };
    }

    private HttpResponse act(Call call) {
        var operation = call.operation();
        var behaviour = service.behaviours().get(operation.id());
        if (behaviour == null) {
            throw new ServiceError(501, "NOT_IMPLEMENTED", operation + " (expected: a behaviour for it)");
        }
        if (operation.module() != null && !call.caller().hasModule(operation.module())) {
            throw new ServiceError(403, "MODULE_NOT_ACTIVE", operation.module() + " (expected: a licensed module)");
        }
        service.admit(call);
        return operation.mutates() ? once(call, behaviour) : behaviour.answer(call);
    }

    private HttpResponse once(Call call, Behaviour behaviour) {
        return repeats.recall(call).orElseGet(() -> {
            var response = behaviour.answer(call);
            repeats.remember(call, response);
            // the items of a batch are counted one by one, where they happen
            if (!call.operation().dedupe().carriers().contains(Carrier.ITEM)) {
                effects.happened(
                        call.tenant(),
                        name(),
                        call.operation().id(),
                        call.bodyKey().orElse(null),
                        call.idempotencyKey().orElse(null));
            }
            return response;
        });
    }

    /// 304 where a read is asked for with the entity tag that it has.
    private static HttpResponse unlessKnown(HttpRequest request, HttpResponse response) {
        var known = request.header("If-None-Match").orElse("");
        var tag = response.headers().stream().filter(line -> line.is("ETag")).findFirst();
        return request.method().equals("GET")
                        && response.status() == 200
                        && tag.isPresent()
                        && EntityTags.contains(known, tag.get().value())
                ? HttpResponse.empty(304).with("ETag", tag.get().value())
                : response;
    }
}
