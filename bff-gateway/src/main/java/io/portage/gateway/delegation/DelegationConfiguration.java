package io.portage.gateway.delegation;

import io.netty.channel.ChannelOption;
import io.portage.contract.SyncContract;
import io.portage.gateway.ClientSettings;
import io.portage.gateway.Settings;
import io.portage.gateway.TokenSettings;
import io.portage.gateway.caller.IssuerAddresses;
import io.portage.gateway.upstream.Upstreams;
import java.net.URI;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;

/// Decides in whose name delegations are asked for.
@Configuration(proxyBeanMethods = false)
class DelegationConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(DelegationConfiguration.class);

    @Bean
    Delegations delegations(Upstreams upstreams, SyncContract contract, Settings settings, InstantSource clock) {
        boolean isAsked = contract.operations().stream().anyMatch(operation -> operation.delegation() != null);
        if (isAsked && !upstreams.knows(Upstreams.DELEGATIONS)) {
            throw new IllegalStateException("portage.services." + Upstreams.DELEGATIONS
                    + ".url is not set (expected: the address of the service that knows delegations)");
        }
        if (isAsked && !settings.client().isSet()) {
            LOG.warn("portage.client.id is not set: delegations are asked for with the callers' own tokens"
                    + " (expected: a client of the gateway's own)");
        }
        return new Delegations(upstreams, settings.client().isSet() ? ownToken(settings, clock) : null);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> firstToken(Delegations delegations) {
        return _ -> delegations.prepare();
    }

    private static OwnToken ownToken(Settings settings, InstantSource clock) {
        var client = new WebClientReactiveClientCredentialsTokenResponseClient();
        client.setWebClient(webClient(settings.upstream()));
        var grant = new OAuth2ClientCredentialsGrantRequest(
                registration(settings.client(), settings.token().issuer()));
        return new OwnToken(() -> client.getTokenResponse(grant).map(OAuth2AccessTokenResponse::getAccessToken), clock);
    }

    private static ClientRegistration registration(ClientSettings client, TokenSettings.@Nullable Issuer issuer) {
        return ClientRegistration.withRegistrationId("bff-gateway")
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .clientId(Objects.requireNonNull(client.id(), "portage.client.id"))
                .clientSecret(Objects.requireNonNull(client.secret(), "portage.client.secret"))
                .tokenUri(tokenUrl(client, issuer).toString())
                .build();
    }

    private static URI tokenUrl(ClientSettings client, TokenSettings.@Nullable Issuer issuer) {
        if (client.tokenUrl() != null) {
            return client.tokenUrl();
        }
        if (issuer == null) {
            throw new IllegalStateException("portage.client.token-url: not set (expected: where the token of "
                    + client.id() + " is fetched, or an issuer)");
        }
        return IssuerAddresses.of(issuer).token();
    }

    private static WebClient webClient(Settings.Upstream settings) {
        int connectTimeout = Math.toIntExact(settings.connectTimeout().toMillis());
        var http =
                HttpClient.create().followRedirect(false).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectTimeout);
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .build();
    }
}
