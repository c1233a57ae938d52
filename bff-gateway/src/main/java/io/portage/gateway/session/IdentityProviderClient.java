package io.portage.gateway.session;

import io.netty.channel.ChannelOption;
import io.portage.gateway.caller.IssuerAddresses;
import io.portage.gateway.caller.ProviderFailure;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.ReactiveOAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/// What the gateway asks of the identity provider for browsers: tokens for codes, new tokens, and the end of a sign-in.
final class IdentityProviderClient {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityProviderClient.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    /// Shorter than servers keep idle connections.
    private static final Duration IDLE = Duration.ofSeconds(4);

    /// How much longer a refresh is listened to than anybody waits for it: new tokens may come late, never twice.
    private static final Duration LATE = Duration.ofSeconds(20);

    /// A hospital's browsers come back all at once when the morning begins.
    private static final int CONNECTIONS = 64;

    private static final int CONNECTIONS_FOR_CODES = 16;

    private final ClientRegistration client;
    private final Duration timeout;
    private final InstantSource clock;
    private final WebClient http;
    /// Anybody can send codes that are none: they must not keep refreshes waiting.
    private final WebClient codes;
    private final WebClientReactiveRefreshTokenTokenResponseClient refresh =
            new WebClientReactiveRefreshTokenTokenResponseClient();

    /// The provider will not refresh these tokens, now or later: the sign-in is over.
    static final class RefusedException extends RuntimeException {
        RefusedException() {
            super("refused by the identity provider", null, false, false);
        }
    }

    IdentityProviderClient(ClientRegistration client, Duration timeout, InstantSource clock) {
        this.client = client;
        this.timeout = timeout;
        this.clock = clock;
        this.http = http("login", CONNECTIONS, timeout, timeout.plus(LATE));
        this.codes = http("login-codes", CONNECTIONS_FOR_CODES, timeout, timeout);
        refresh.setWebClient(http);
    }

    /// @param connections to the provider at once; as many again, tenfold, may wait for one
    /// @param timeout how long they may wait
    /// @param answer how long the provider may take
    private static WebClient http(String name, int connections, Duration timeout, Duration answer) {
        var pool = ConnectionProvider.builder(name)
                .maxConnections(connections)
                .pendingAcquireMaxCount(10 * connections)
                .pendingAcquireTimeout(timeout)
                .maxIdleTime(IDLE)
                .build();
        var client = HttpClient.create(pool)
                .followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(CONNECT.toMillis()))
                .responseTimeout(answer);
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(client))
                .build();
    }

    /// How Spring Security exchanges codes for tokens.
    ReactiveOAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codes() {
        var codes = new WebClientReactiveAuthorizationCodeTokenResponseClient();
        codes.setWebClient(this.codes);
        return codes;
    }

    /// How long a refresh takes at most: until there is a connection, and until the last of the answer.
    static Duration longest(Duration timeout) {
        return timeout.multipliedBy(2).plus(LATE);
    }

    /// The next tokens, though they come late: whoever stops listening may lose the session.
    ///
    /// Fails with [RefusedException] where the provider says that there are none to be had, and with the rejection
    /// [SessionProblems#providerAway()] where it says anything else, or nothing.
    Mono<Tokens> refreshed(Tokens tokens) {
        return Mono.defer(() -> refresh.getTokenResponse(request(tokens)))
                // a body that never ends
                .timeout(longest(timeout))
                .map(response -> tokens(response, tokens))
                .onErrorMap(IdentityProviderClient::told);
    }

    private OAuth2RefreshTokenGrantRequest request(Tokens tokens) {
        return new OAuth2RefreshTokenGrantRequest(
                client,
                new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER, tokens.access(), tokens.obtained(), tokens.expires()),
                new OAuth2RefreshToken(String.valueOf(tokens.refresh()), tokens.obtained()));
    }

    private Tokens tokens(OAuth2AccessTokenResponse response, Tokens before) {
        var id = response.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN);
        return Tokens.of(
                response.getAccessToken(),
                response.getRefreshToken(),
                id instanceof String token ? token : before.id(),
                clock.instant());
    }

    private static Throwable told(Throwable failure) {
        if (isRefusal(failure)) {
            return new RefusedException();
        }
        LOG.warn("the identity provider gave no tokens for a session: {}", ProviderFailure.reason(failure));
        return SessionProblems.providerAway().asException();
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof OAuth2AuthorizationException refused
                && OAuth2ErrorCodes.INVALID_GRANT.equals(refused.getError().getErrorCode());
    }

    /// Ends the sign-in at the provider (OpenID Connect RP-Initiated Logout 1.0), by a form from here: as an address in
    /// the browser it would take the ID token with it.
    ///
    /// @param back where the provider may send a browser
    /// @return whether the provider took it
    Mono<Boolean> endSession(Tokens tokens, URI back) {
        var form = BodyInserters.fromFormData("id_token_hint", tokens.id())
                .with("client_id", client.getClientId())
                .with("post_logout_redirect_uri", back.toString());
        return http.post()
                .uri(new IssuerAddresses(
                                URI.create(String.valueOf(
                                        client.getProviderDetails().getIssuerUri())),
                                null)
                        .endSession())
                .body(form)
                .exchangeToMono(answer ->
                        answer.releaseBody().thenReturn(!answer.statusCode().isError()))
                .timeout(timeout)
                .onErrorReturn(false);
    }
}
