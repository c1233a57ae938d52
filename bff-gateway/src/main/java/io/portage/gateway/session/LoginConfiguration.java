package io.portage.gateway.session;

import io.portage.gateway.OwnEndpoints;
import io.portage.gateway.Settings;
import io.portage.gateway.caller.TokenVerifier;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Sealer;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.session.web.server.session.SpringSessionWebSessionStore;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.WebSessionManager;

/// Sessions of browsers, where there is a login.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("portage.login.client-id")
class LoginConfiguration {
    @Bean
    ClientRegistration loginClient(Settings settings) {
        return LoginClient.of(settings);
    }

    @Bean
    IdentityProviderClient identityProviderClient(ClientRegistration client, Settings settings, InstantSource clock) {
        return new IdentityProviderClient(client, settings.login().timeout(), clock);
    }

    @Bean
    BrowserSessions browserSessions(
            SessionStore store, Settings settings, InstantSource clock, RandomGenerator randomness) {
        return new BrowserSessions(store, settings.session(), clock, randomness);
    }

    @Bean
    CrossSiteGuard crossSiteGuard(Settings settings, RandomGenerator randomness) {
        return new CrossSiteGuard(settings.login(), randomness);
    }

    @Bean
    TokenRefresh tokenRefresh(
            SessionStore store,
            BrowserSessions sessions,
            IdentityProviderClient provider,
            Settings settings,
            InstantSource clock) {
        return new TokenRefresh(
                store,
                provider,
                sessions::secret,
                settings.session().refreshAhead(),
                TokenRefresh.Limits.of(settings.login().timeout()),
                clock);
    }

    @Bean
    RefreshesAtShutdown refreshesAtShutdown(TokenRefresh refresh, Settings settings) {
        return new RefreshesAtShutdown(refresh, settings.login().timeout().plusSeconds(1));
    }

    @Bean
    SessionRelay sessionRelay(
            BrowserSessions sessions, CrossSiteGuard guard, TokenRefresh refresh, TokenVerifier verifier) {
        return new SessionRelay(sessions, guard, refresh, verifier);
    }

    @Bean
    RouterFunction<ServerResponse> sessionRoutes(
            SessionRelay relay,
            TokenVerifier verifier,
            CrossSiteGuard guard,
            IdentityProviderClient provider,
            Settings settings) {
        return new SessionEndpoints(relay, verifier, guard, provider, settings.login()).routes();
    }

    @Bean
    OwnEndpoints sessionEndpoints() {
        return OwnEndpoints.none()
                .and(HttpMethod.GET, SessionEndpoints.SESSION, "session.get")
                .and(HttpMethod.POST, SessionEndpoints.LOGOUT, "session.logout")
                .and(HttpMethod.GET, SessionProblems.LOGIN, "session.begin-login")
                .and(HttpMethod.GET, LoginClient.RETURN, "session.end-login");
    }

    @Bean
    CookieWebSessionIdResolver sessionCookie() {
        var cookie = new CookieWebSessionIdResolver();
        cookie.setCookieName(SessionCookie.SESSION);
        cookie.addCookieInitializer(SessionCookie::attributes);
        return cookie;
    }

    /// Whatever asks WebFlux for a session gets one of ours.
    @Bean
    WebSessionManager webSessionManager(
            BrowserSessions sessions, CookieWebSessionIdResolver cookie, InstantSource clock) {
        var store = new SpringSessionWebSessionStore<>(sessions);
        store.setClock(clock.withZone(ZoneOffset.UTC));
        var manager = new DefaultWebSessionManager();
        manager.setSessionStore(store);
        manager.setSessionIdResolver(cookie);
        return manager;
    }

    /// Where no keys are set, logins that are under way end with the process.
    @Bean
    PendingLogins pendingLogins(
            Settings settings, ClientRegistration client, InstantSource clock, RandomGenerator randomness) {
        var keys = settings.keys().isEmpty() ? List.of("process:" + key(randomness)) : settings.keys();
        return new PendingLogins(new Sealer(KeyRing.of(keys), randomness), client, clock);
    }

    private static String key(RandomGenerator randomness) {
        var bytes = new byte[32];
        randomness.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
