package io.portage.contracttests.mutant;

import java.util.List;
import java.util.Locale;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Harms the header that a request names, right before the station that calls the service.
public final class HarmfulFilter implements GlobalFilter, Ordered {
    /// Request header that says what to do, such as `STRIP X-Sent-At`.
    public static final String ORDER = "X-Mutant-Order";
    private static final int BEFORE_THE_CALL = 9000;

    /// What can happen to a header on its way.
    public enum Harm {
        STRIP {
            @Override
            void to(HttpHeaders headers, String name) {
                headers.remove(name);
            }
        },
        DOUBLE {
            @Override
            void to(HttpHeaders headers, String name) {
                headers.getOrEmpty(name).stream().limit(1).toList().forEach(value -> headers.add(name, value));
            }
        },
        REWRITE {
            @Override
            void to(HttpHeaders headers, String name) {
                headers.getOrEmpty(name).stream()
                        .limit(1)
                        .toList()
                        .forEach(value -> headers.set(name, rewritten(value)));
            }
        };

        abstract void to(HttpHeaders headers, String name);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        var order = exchange.getRequest().getHeaders().getFirst(ORDER);
        return chain.filter(order == null ? exchange : harmed(exchange, List.of(order.split(" "))));
    }

    private static ServerWebExchange harmed(ServerWebExchange exchange, List<String> order) {
        var harm = Harm.valueOf(order.getFirst());
        var request = exchange.getRequest()
                .mutate()
                .headers(headers -> harm.to(headers, order.getLast()))
                .build();
        return exchange.mutate().request(request).build();
    }

    /// Changes every value, those without letters by a mark.
    private static String rewritten(String value) {
        var upper = value.toUpperCase(Locale.ROOT);
        return upper.equals(value) ? value + "." : upper;
    }

    @Override
    public int getOrder() {
        return BEFORE_THE_CALL;
    }
}
