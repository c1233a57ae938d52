package io.portage.gateway.session;

import io.portage.gateway.Settings;
import io.portage.gateway.caller.TokenDecoder;
import io.portage.gateway.caller.TokenVerifier;
import io.portage.gateway.problem.RejectedException;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeReactiveAuthenticationManager;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcReactiveOAuth2UserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryReactiveClientRegistrationRepository;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.session.CookieWebSessionIdResolver;

/// Confines Spring Security to the two paths of a login: tokens, of browsers too, are verified by a station. Where
/// there is no login, there is no Spring Security.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("portage.login.client-id")
@EnableWebFluxSecurity
class SecurityConfiguration {
    @Bean
    SecurityWebFilterChain login(
            ServerHttpSecurity http,
            ClientRegistration client,
            PendingLogins pending,
            SignIn signIn,
            IdentityProviderClient provider,
            TokenDecoder signatures,
            Settings settings,
            InstantSource clock) {
        var manager = manager(provider, new IdTokens(signatures, clock), settings);
        return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers(SessionProblems.LOGIN, LoginClient.RETURN))
                .oauth2Login(login -> login.clientRegistrationRepository(
                                new InMemoryReactiveClientRegistrationRepository(client))
                        .authorizationRequestRepository(pending)
                        .authenticationManager(manager)
                        .authorizedClientRepository(signIn)
                        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                        .authenticationSuccessHandler(signIn)
                        .authenticationFailureHandler(new FailedLogin()))
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                // a login's own protection is its state
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .authorizeExchange(exchanges -> exchanges.anyExchange().denyAll())
                .build();
    }

    @Bean
    SignIn signIn(
            BrowserSessions sessions, TokenVerifier verifier, CookieWebSessionIdResolver cookie, InstantSource clock) {
        return new SignIn(sessions, verifier, cookie, clock);
    }

    /// Code for tokens, and the ID token's signature, issuer, audience, times and nonce.
    private static ReactiveAuthenticationManager manager(
            IdentityProviderClient provider, IdTokens idTokens, Settings settings) {
        var manager = new OidcAuthorizationCodeReactiveAuthenticationManager(
                provider.codes(), new OidcReactiveOAuth2UserService());
        manager.setJwtDecoderFactory(idTokens);
        // the tokens, then the keys
        var limit = settings.login().timeout().multipliedBy(2);
        return login -> manager.authenticate(login)
                .timeout(limit)
                .onErrorMap(
                        failure ->
                                !(failure instanceof AuthenticationException || failure instanceof RejectedException),
                        _ -> SessionProblems.withLogin(SessionProblems.providerAway())
                                .asException());
    }

    /// The wire guard has looked at the request; this one would also look at header values that must pass untouched.
    @Bean
    ServerWebExchangeFirewall firewall() {
        return ServerWebExchangeFirewall.INSECURE_NOOP;
    }
}
