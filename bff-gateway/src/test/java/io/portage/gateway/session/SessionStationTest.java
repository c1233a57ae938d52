package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.SettingsTest;
import io.portage.gateway.TestClock;
import io.portage.gateway.caller.TestCallers;
import io.portage.gateway.headers.SyncHeaders;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.session.embedded.TestSessionStores;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

final class SessionStationTest {
    private static final TestCallers CALLERS = new TestCallers(new TestClock());
    private final TestClock clock = new TestClock();
    private final TokenProvider provider = new TokenProvider();
    private final SessionStore store = TestSessionStores.embedded(clock);
    private final List<ServerWebExchange> passed = new ArrayList<>();
    private final BrowserSessions sessions = sessions(store);
    private final SessionRelay relay = relay(store, sessions);

    @AfterAll
    static void closeCallers() {
        CALLERS.close();
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private BrowserSessions sessions(SessionStore of) {
        return new BrowserSessions(of, SettingsTest.bound(Map.of()).session(), clock, new SecureRandom());
    }

    private SessionRelay relay(SessionStore of, BrowserSessions all) {
        var settings = provider.settings();
        var client = new IdentityProviderClient(LoginClient.of(settings), Duration.ofSeconds(20), clock);
        var limits = TokenRefresh.Limits.of(Duration.ofSeconds(20));
        var refresh = new TokenRefresh(of, client, all::secret, Duration.ofMinutes(1), limits, clock);
        var guard = new CrossSiteGuard(settings.login(), new SecureRandom());
        return new SessionRelay(all, guard, refresh, CALLERS.verifier());
    }

    private static SessionStation station(@Nullable SessionRelay relay) {
        var beans = new StaticListableBeanFactory();
        if (relay != null) {
            beans.addBean("relay", relay);
        }
        return new SessionStation(beans.getBeanProvider(SessionRelay.class));
    }

    private String begun() {
        var tokens = new Tokens("first", clock.instant(), clock.instant().plusSeconds(300), "refresh-0", "id");
        return Objects.requireNonNull(sessions.begin(Map.of(), tokens).block()).getId();
    }

    private static ServerWebExchange exchange(String cookie) {
        var exchange = MockServerWebExchange.from(
                MockServerHttpRequest.get("/v1/patients").header("Cookie", cookie));
        SyncHeaders.ATTRIBUTE.put(exchange, new SyncHeaders(null, null, null, null, "c"));
        return exchange;
    }

    private GatewayFilterChain chain(@Nullable ProblemCode end) {
        return chain(end, "so");
    }

    private GatewayFilterChain chain(@Nullable ProblemCode end, String why) {
        return exchange -> {
            passed.add(exchange);
            return end == null
                    ? Mono.empty()
                    : Mono.error(Rejection.of(end, why).asException());
        };
    }

    private static String cookie(String id) {
        return SessionCookie.SESSION + "=" + id;
    }

    @Test
    void filterWhenSessionThenItsTokenForWhoComesNext() {
        var exchange = exchange("a=1; " + cookie(begun()));
        station(relay).filter(exchange, chain(null)).block();
        var headers = passed.getFirst().getRequest().getHeaders();
        assertThat(headers.getOrEmpty("Authorization")).containsExactly("Bearer first");
        assertThat(headers.getOrEmpty("Cookie")).containsExactly("a=1");
        assertThat(SyncHeaders.ATTRIBUTE.get(passed.getFirst()).authorization()).isEqualTo("Bearer first");
    }

    /// A cache in front of us sees a cookie where it knows an `Authorization`.
    @ParameterizedTest
    @CsvSource({", 'private, no-cache'", "no-store, no-store", "'public, max-age=60', 'public, max-age=60'"})
    void filterWhenSessionThenNoCacheShowsTheAnswerToOthers(@Nullable String services, String cacheControl) {
        var exchange = exchange(cookie(begun()));
        station(relay)
                .filter(exchange, signed -> {
                    signed.getResponse().getHeaders().setCacheControl(services);
                    return signed.getResponse().setComplete();
                })
                .block();
        assertThat(exchange.getResponse().getHeaders().getCacheControl()).isEqualTo(cacheControl);
        assertThat(exchange.getResponse().getHeaders().getVary()).contains("Cookie");
    }

    @Test
    void authorizationWhenAskedForABurstThenHoldsForItsLength() {
        var exchange = exchange(cookie(begun()));
        station(relay).filter(exchange, chain(null)).block();
        assertThat(relay.authorization(exchange, Duration.ofMinutes(4)).block()).isEqualTo("Bearer first");
        assertThat(relay.authorization(exchange, Duration.ofMinutes(5)).block()).isEqualTo("Bearer access-1");
        assertThat(relay.authorization(exchange("a=1"), Duration.ofMinutes(5)).block())
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = ProblemCode.class,
            names = {"TOKEN_INVALID", "TOKEN_EXPIRED", "ACCESS_DENIED", "INTERNAL"})
    void filterWhenRefusedThenTheSessionStays(ProblemCode code) {
        var id = begun();
        assertThatThrownBy(() ->
                        station(relay).filter(exchange(cookie(id)), chain(code)).block())
                .isInstanceOfSatisfying(RejectedException.class, refused -> {
                    assertThat(refused.rejection().code()).isEqualTo(code);
                    assertThat(refused.rejection().members().containsKey("login"))
                            .isEqualTo(code.status() == 401);
                });
        assertThat(sessions.findById(id).blockOptional()).isPresent();
    }

    /// A key that is not known yet makes a token invalid too; only what was revoked is so for good.
    @Test
    void filterWhenTheTokenIsRevokedThenTheSessionEnds() {
        var id = begun();
        var revoked = chain(ProblemCode.TOKEN_INVALID, "bearer token: revoked: its session has ended");
        assertThatThrownBy(() ->
                        station(relay).filter(exchange(cookie(id)), revoked).block())
                .isInstanceOf(RejectedException.class);
        assertThat(sessions.findById(id).blockOptional()).isEmpty();
    }

    @Test
    void filterWhenNobodyHasSignedInThenAsWithoutCookie() {
        var anonymous = Objects.requireNonNull(sessions.createSession().block());
        sessions.save(anonymous).block();
        station(relay).filter(exchange(cookie(anonymous.getId())), chain(null)).block();
        assertThat(passed.getFirst().getRequest().getHeaders().containsHeader("Authorization"))
                .isFalse();
        assertThat(passed.getFirst().getRequest().getHeaders().containsHeader("Cookie"))
                .isFalse();
    }

    @Test
    void filterWhenThereIsNoLoginThenTheCookieIsAnyCookie() {
        var exchange = exchange(cookie("x"));
        station(null).filter(exchange, chain(null)).block();
        assertThat(passed).containsExactly(exchange);
    }

    @Test
    void filterWhenStoreIsAwayThenUnavailableAndNothingGoesOn() {
        var away = (SessionStore) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SessionStore.class},
                (_, _, _) -> Mono.error(new StoreUnavailableException("secret details")));
        assertThatThrownBy(() -> station(relay(away, sessions(away)))
                        .filter(exchange(cookie("x")), chain(null))
                        .block())
                .isInstanceOfSatisfying(RejectedException.class, refused -> {
                    assertThat(refused.rejection().code()).isEqualTo(ProblemCode.IDEMPOTENCY_STORE_UNAVAILABLE);
                    assertThat(refused.rejection().detail()).doesNotContain("secret");
                    assertThat(refused.rejection().headers()).containsKey("Retry-After");
                });
        assertThat(passed).isEmpty();
    }
}
