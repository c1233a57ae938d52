package io.portage.gateway.caller;

import io.portage.gateway.OwnEndpoints;
import io.portage.gateway.Settings;
import io.portage.gateway.caller.revocation.Revocations;
import io.portage.gateway.correlation.CorrelationId;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

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
                .build();
    }

    @Bean
    OwnEndpoints backChannelEndpoint(Settings settings) {
        return settings.token().logoutClients().isEmpty()
                ? OwnEndpoints.none()
                : OwnEndpoints.none().and(HttpMethod.POST, BackChannelLogout.PATH, "session.back-channel-logout");
    }
}
