package io.portage.gateway.caller;

import io.portage.gateway.Settings;
import io.portage.gateway.caller.revocation.Revocations;
import io.portage.gateway.correlation.CorrelationId;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.Rejection;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Puts the back-channel beside the operations: it is no operation of the sync contract, and its caller has no token.
/// Where no client's logouts are reported, the path is as unknown as any other.
@Configuration(proxyBeanMethods = false)
class BackChannelConfiguration {
    @Bean
    RouterFunction<ServerResponse> backChannel(
            Settings settings,
            TokenDecoder decoder,
            Revocations revocations,
            InstantSource clock,
            CorrelationId correlationId) {
        var clients = Set.copyOf(settings.token().logoutClients());
        var logout = new BackChannelLogout(decoder, new LogoutRules(clients, clock), revocations, correlationId);
        return RouterFunctions.route()
                .POST(BackChannelLogout.PATH, _ -> !clients.isEmpty(), logout::handle)
                .path(
                        BackChannelLogout.PATH,
                        () -> request -> clients.isEmpty()
                                ? Mono.empty()
                                : Mono.error(Rejection.of(
                                                ProblemCode.METHOD_NOT_ALLOWED, request.method() + " (expected: POST)")
                                        .header("Allow", "POST")
                                        .asException()))
                .build();
    }
}
