package io.portage.gateway.observe;

import io.portage.gateway.correlation.CorrelationId;
import io.portage.gateway.problem.ProblemCode;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// One line for each request, with the id that its answer carries. The operation stands for the path, which may name
/// a patient. Before Spring Security, whose answers have an id and a line, too.
@Component
@Order(-200)
final class AccessLog implements WebFilter {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final String NONE = "-";
    private final CorrelationId correlationId;

    AccessLog(CorrelationId correlationId) {
        this.correlationId = correlationId;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        long begin = System.nanoTime();
        // now, since an answer that is being sent takes no more headers
        correlationId.of(exchange);
        var written = new AtomicBoolean();
        exchange.getResponse().beforeCommit(() -> {
            var status = exchange.getResponse().getStatusCode();
            written.set(true);
            line(exchange, status == null ? HttpStatusCode.valueOf(200) : status, begin);
            return Mono.empty();
        });
        return chain.filter(exchange).doOnCancel(() -> {
            if (!written.get()) {
                line(exchange, null, begin);
            }
        });
    }

    private void line(ServerWebExchange exchange, @Nullable HttpStatusCode status, long begin) {
        LOG.info(
                "correlationId=\"{}\" operation={} method={} status={} code={} idempotency={} ms={}",
                CorrelationId.inLog(correlationId.of(exchange)),
                RequestName.of(exchange.getAttributes()),
                exchange.getRequest().getMethod(),
                status == null ? "client-gone" : status.value(),
                ProblemCode.ATTRIBUTE.find(exchange).map(Enum::name).orElse(NONE),
                Optional.ofNullable(exchange.getResponse().getHeaders().getFirst("Idempotency-Status"))
                        .orElse(NONE),
                (System.nanoTime() - begin) / 1_000_000);
    }
}
