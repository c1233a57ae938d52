package io.portage.gateway.problem;

import io.portage.gateway.correlation.CorrelationId;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/// The one place where a refusal becomes an answer. Before Spring Boot's own handler, which would write another form.
@Component
@Order(-2)
final class ProblemWriter implements WebExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);
    private final CorrelationId correlationId;

    ProblemWriter(CorrelationId correlationId) {
        this.correlationId = correlationId;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted() || isClientGone(failure)) {
            // Nobody can be told any more; the server ends the connection.
            LOG.info(
                    "correlationId=\"{}\" the connection ended: {}",
                    CorrelationId.inLog(correlationId.of(exchange)),
                    failure.getClass().getSimpleName());
            return Mono.error(failure);
        }
        var id = correlationId.of(exchange);
        var rejection = Failures.told(failure, id);
        ProblemCode.ATTRIBUTE.put(exchange, rejection.code());
        return write(exchange, rejection, id);
    }

    private static boolean isClientGone(Throwable failure) {
        return failure instanceof AbortedException
                || failure instanceof ClosedChannelException
                // as the JDK's own sockets put it, where Netty has no native ones
                || (failure instanceof SocketException && "Connection reset".equals(failure.getMessage()))
                || AbortedException.isConnectionReset(failure);
    }

    private static Mono<Void> write(ServerWebExchange exchange, Rejection rejection, String id) {
        var response = exchange.getResponse();
        var body = ProblemBody.render(rejection, id);
        response.setStatusCode(HttpStatusCode.valueOf(rejection.status()));
        response.getHeaders().set(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE);
        response.getHeaders().setContentLength(body.length);
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        rejection.headers().forEach(response.getHeaders()::set);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }
}
