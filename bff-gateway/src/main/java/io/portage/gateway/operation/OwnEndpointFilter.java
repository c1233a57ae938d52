package io.portage.gateway.operation;

import static io.portage.gateway.problem.ProblemCode.METHOD_NOT_ALLOWED;

import io.portage.gateway.OwnEndpoints;
import io.portage.gateway.problem.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/// Names requests for the gateway's own endpoints, and refuses what those do not take, one rule for all of them. After
/// the access log has begun and
/// before Spring Security, which would take any method for a login.
@Component
@Order(-150)
final class OwnEndpointFilter implements WebFilter {
    private final List<Endpoint> endpoints;

    private record Endpoint(PathPattern path, Map<HttpMethod, String> names) {
        boolean matches(ServerHttpRequest request) {
            return path.matches(request.getPath().pathWithinApplication());
        }
    }

    OwnEndpointFilter(ObjectProvider<OwnEndpoints> all) {
        endpoints = all.stream()
                .flatMap(some -> some.names().entrySet().stream())
                .map(entry -> new Endpoint(PathPatternParser.defaultInstance.parse(entry.getKey()), entry.getValue()))
                .toList();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        for (var endpoint : endpoints) {
            if (endpoint.matches(request)) {
                var name = endpoint.names().get(request.getMethod());
                if (name != null) {
                    OwnEndpoints.NAME.put(exchange, name);
                } else if (!CorsUtils.isPreFlightRequest(request)) {
                    return refusal(request, endpoint.names().keySet());
                }
            }
        }
        return chain.filter(exchange);
    }

    private static Mono<Void> refusal(ServerHttpRequest request, Set<HttpMethod> methods) {
        var allowed = methods.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
        return Mono.error(Rejection.of(METHOD_NOT_ALLOWED, request.getMethod() + " (expected: " + allowed + ")")
                .header("Allow", allowed)
                .asException());
    }
}
