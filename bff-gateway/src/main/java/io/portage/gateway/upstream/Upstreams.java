package io.portage.gateway.upstream;

import static io.portage.gateway.problem.ProblemCode.OVERLOADED;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_FAILED;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_TIMEOUT;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_UNAVAILABLE;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.timeout.ReadTimeoutException;
import io.portage.gateway.Settings;
import io.portage.gateway.problem.Action;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.upstream.UpstreamOutcome.Answered;
import io.portage.gateway.upstream.UpstreamOutcome.Lost;
import io.portage.gateway.upstream.UpstreamOutcome.NotSent;
import io.portage.gateway.upstream.UpstreamOutcome.TooLarge;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/// The HTTP clients of the owning services. A request is sent at most once: nothing here, nor in the client beneath,
/// tries again.
public final class Upstreams {
    /// The service that knows who may act for whom.
    public static final String DELEGATIONS = "patient-portal";

    private static final String HELD_UP =
            "held up for longer than its claim holds, nothing was sent (expected: a gateway that is not starved)";

    private final Map<String, HttpClient> clients;
    private final int largestAnswer;

    Upstreams(Map<String, HttpClient> clients, Settings.Upstream settings) {
        this.clients = Map.copyOf(clients);
        this.largestAnswer = Math.toIntExact(settings.largestAnswer().toBytes());
    }

    /// Whether there is a client for that service.
    public boolean knows(String service) {
        return clients.containsKey(service);
    }

    /// Sends a request and waits for the whole answer.
    public Mono<UpstreamOutcome> exchange(UpstreamRequest request) {
        var departure = new Departure(request.notAfter());
        return send(request, departure, this::whole)
                .next()
                .timeout(request.timeout())
                .onErrorResume(failure -> Mono.just(outcome(failure, request, departure)));
    }

    /// Sends a read and hands the answer to `receiver` as it comes in. Failures are rejections, and a read may always
    /// be sent again.
    <T> Flux<T> stream(UpstreamRequest request, BiFunction<HttpClientResponse, ByteBufFlux, Publisher<T>> receiver) {
        var departure = new Departure(request.notAfter());
        return send(request, departure, receiver)
                .onErrorMap(
                        failure -> !(failure instanceof RejectedException),
                        failure -> outcome(failure, request, departure)
                                .rejection()
                                .action(Action.RETRY_SAME_KEY)
                                .asException());
    }

    /// Collects the answer, up to the bound.
    Mono<UpstreamOutcome> whole(HttpClientResponse response, ByteBufFlux content) {
        int status = response.status().code();
        return content.asByteArray()
                .collect(() -> new BoundedBytes(largestAnswer), BoundedBytes::add)
                .<UpstreamOutcome>map(bytes -> new Answered(new Answer(status, lines(response), bytes.toArray())))
                .onErrorResume(BoundedBytes.ExceededException.class, _ -> Mono.just(new TooLarge(status)));
    }

    /// The header lines of an answer that concern the client.
    static List<Map.Entry<String, String>> lines(HttpClientResponse response) {
        var headers = response.responseHeaders();
        var lines = HeaderLines.endToEnd(
                headers.entries(), headers.getAll(HttpHeaderNames.CONNECTION), AnswerHeaders::passes);
        lines.removeIf(AnswerHeaders::isAboutOurCookies);
        return lines;
    }

    private <T> Flux<T> send(
            UpstreamRequest request,
            Departure departure,
            BiFunction<HttpClientResponse, ByteBufFlux, Publisher<T>> receiver) {
        var client = clients.get(request.service());
        if (client == null) {
            throw new IllegalStateException("service: " + request.service() + " (expected: one of " + clients.keySet()
                    + ", as set by portage.services)");
        }
        return client.responseTimeout(request.timeout())
                .request(HttpMethod.valueOf(request.method()))
                .uri(request.target())
                .send((out, outbound) -> {
                    // The client below has a User-Agent and an Accept of its own, which nobody asked for.
                    var headers = out.requestHeaders()
                            .remove(HttpHeaderNames.USER_AGENT)
                            .remove(HttpHeaderNames.ACCEPT);
                    request.headers().forEach(line -> headers.add(line.getKey(), line.getValue()));
                    departure.leave();
                    return request.body().length == 0
                            ? outbound
                            : outbound.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(request.body())));
                })
                .response(receiver);
    }

    private static UpstreamOutcome.Failed outcome(Throwable failure, UpstreamRequest request, Departure departure) {
        if (departure.stop()) {
            return new NotSent(
                    departure.isLate()
                            ? Rejection.of(OVERLOADED, HELD_UP).retryAfter(1)
                            : Rejection.of(
                                            UPSTREAM_UNAVAILABLE,
                                            request.service()
                                                    + ": no connection (expected: one within the connect time-out)")
                                    .retryAfter(1));
        }
        return new Lost(
                isTimeout(failure)
                        ? Rejection.of(
                                UPSTREAM_TIMEOUT,
                                request.service() + ": no answer (expected: one within " + request.timeout() + ")")
                        : Rejection.of(
                                UPSTREAM_FAILED,
                                request.service() + ": the connection ended (expected: a complete answer)"));
    }

    /// The whole answer took too long, or its next bytes did.
    private static boolean isTimeout(Throwable failure) {
        return failure instanceof TimeoutException || failure instanceof ReadTimeoutException;
    }
}
