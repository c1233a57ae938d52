package io.portage.gateway.sync.burst;

import static io.portage.gateway.problem.ProblemCode.DEPENDENCY_INVALID;
import static io.portage.gateway.problem.ProblemCode.METHOD_NOT_ALLOWED;
import static io.portage.gateway.problem.ProblemCode.OPERATION_UNKNOWN;
import static io.portage.gateway.problem.ProblemCode.REQUEST_MALFORMED;

import io.portage.contract.Operation;
import io.portage.contract.OperationMatch;
import io.portage.contract.SyncContract;
import io.portage.gateway.headers.SyncHeader;
import io.portage.gateway.mutation.BurstBodies;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.sync.burst.Entry.Readable;
import io.portage.gateway.upstream.Answer;
import io.portage.gateway.wire.RequestTarget;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Sends an item through the gateway, from its first filter to its last, as the single request that it stands for. So
/// no rule, no record and no line of the log is made a second time for bursts.
@Component
final class ItemCall {
    /// What a burst says for all of its items.
    private static final Set<String> CARRIED =
            Set.of("user-agent", "accept-language", "traceparent", "tracestate", "baggage", "forwarded", "x-real-ip");

    /// About what fits into a request line.
    private static final int LONGEST_TARGET = 8_000;

    private static final byte[] NOTHING = new byte[0];

    private final SyncContract contract;
    private final ObjectProvider<HttpHandler> gateway;

    /// @param gateway what takes requests from connections; it is made of this, too
    ItemCall(SyncContract contract, ObjectProvider<HttpHandler> gateway) {
        this.contract = contract;
        this.gateway = gateway;
    }

    /// What all items of a burst have in common.
    ///
    /// @param authorization of who sent it, as it is when it is asked for; empty where they are signed out by then
    /// @param headers of the burst
    /// @param client where it came from
    record Origin(
            Mono<String> authorization,
            HttpHeaders headers,
            @Nullable InetSocketAddress client) {}

    /// The answer to an item.
    Mono<Answer> send(Readable entry, Resolution.Resolved resolved, Origin origin) {
        return origin.authorization().singleOptional().flatMap(authorization -> {
            var headers = new HttpHeaders();
            authorization.ifPresent(own -> headers.set(SyncHeader.AUTHORIZATION.header(), own));
            var response = new ItemResponse();
            return BurstBodies.item(gateway.getObject().handle(request(entry, resolved, origin, headers), response))
                    .then(Mono.fromSupplier(response::answer));
        });
    }

    private ItemRequest request(Readable entry, Resolution.Resolved resolved, Origin origin, HttpHeaders headers) {
        var item = entry.item();
        var operation = operation(entry, resolved.target());
        origin.headers().forEach((name, values) -> {
            if (isCarried(name.toLowerCase(Locale.ROOT))) {
                headers.addAll(name, values);
            }
        });
        set(headers, SyncHeader.IDEMPOTENCY_KEY, entry.label().clientMutationId());
        set(headers, SyncHeader.QUEUED_AT, item.queuedAt());
        set(headers, SyncHeader.SENT_AT, item.sentAt());
        set(headers, SyncHeader.CORRELATION_ID, item.correlationId());
        var body = resolved.payload();
        if (body != null) {
            headers.set(HttpHeaders.CONTENT_TYPE, mediaType(operation));
            headers.setContentLength(body.length);
        }
        return new ItemRequest(
                HttpMethod.valueOf(item.method()),
                URI.create("http://burst" + resolved.target()),
                headers,
                body == null ? NOTHING : body,
                origin.client());
    }

    private static boolean isCarried(String name) {
        return CARRIED.contains(name) || name.startsWith("x-forwarded-");
    }

    private static void set(HttpHeaders headers, SyncHeader header, @Nullable String value) {
        if (value != null) {
            headers.set(header.header(), value);
        }
    }

    /// The mutation that the item asks for. What a connection would have refused is refused here, since this has none.
    private Operation operation(Readable entry, String target) {
        var item = entry.item();
        if (target.length() > LONGEST_TARGET) {
            throw refused(
                    entry,
                    REQUEST_MALFORMED,
                    target.length() + " characters (expected: at most " + LONGEST_TARGET + ")",
                    414);
        }
        var fault = RequestTarget.fault(target);
        if (fault != null) {
            boolean resolved = !target.equals(item.target());
            throw refused(entry, resolved ? DEPENDENCY_INVALID : REQUEST_MALFORMED, fault);
        }
        int question = target.indexOf('?');
        var path = question < 0 ? target : target.substring(0, question);
        return switch (contract.match(item.method(), path)) {
            case OperationMatch.Found(var operation, var _) when operation.mutates() -> operation;
            case OperationMatch.Found _ -> throw refused(entry, METHOD_NOT_ALLOWED, "a read (expected: a mutation)");
            case OperationMatch.MethodNotAllowed(var allowed) ->
                throw refused(entry, METHOD_NOT_ALLOWED, item.method() + " (expected: one of " + allowed + ")");
            case OperationMatch.Unknown() ->
                throw refused(entry, OPERATION_UNKNOWN, "no such path (expected: one of the sync contract)");
        };
    }

    private static RuntimeException refused(Readable entry, ProblemCode code, String what) {
        return refused(entry, code, what, code.status());
    }

    private static RuntimeException refused(Readable entry, ProblemCode code, String what, int status) {
        var pointer = entry.label().pointer() + "/operation";
        return Rejection.of(code, pointer + ": " + what)
                .status(status)
                .member("pointer", pointer)
                .asException();
    }

    /// A payload is JSON; where an operation takes none, its own refusal says so.
    private static String mediaType(Operation operation) {
        List<String> accepted = operation.mediaTypes();
        return accepted.contains("application/json")
                ? "application/json"
                : accepted.stream()
                        .filter(type -> type.endsWith("+json"))
                        .findFirst()
                        .orElse("application/json");
    }
}
