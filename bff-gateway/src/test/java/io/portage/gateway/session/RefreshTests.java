package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.TestClock;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.session.embedded.TestSessionStores;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import reactor.core.publisher.Mono;

/// A session whose tokens end, its store, its provider, and what one gateway has of them.
abstract class RefreshTests {
    static final String ID = "id";
    static final Duration LEAST = Duration.ofSeconds(2);
    static final Duration PATIENCE = Duration.ofSeconds(60);
    final TestClock clock = new TestClock();
    final TokenProvider provider = new TokenProvider();
    final SessionStore store = TestSessionStores.embedded(clock);
    private final AtomicInteger owners = new AtomicInteger();
    final TokenRefresh refresh = refresh(store);

    RefreshTests() {
        var content = new SessionContent(clock.instant(), clock.instant().plus(Duration.ofHours(10)), Map.of());
        store.put(ID, new StoredSession(content, first(), 0), clock.instant()).block();
    }

    @AfterEach
    void close() {
        provider.close();
    }

    /// What one gateway has of it.
    TokenRefresh refresh(SessionStore of) {
        return refresh(of, new TokenRefresh.Limits(PATIENCE, PATIENCE, PATIENCE, PATIENCE), PATIENCE);
    }

    TokenRefresh refresh(SessionStore of, TokenRefresh.Limits limits, Duration timeout) {
        return new TokenRefresh(
                of,
                new IdentityProviderClient(LoginClient.of(provider.settings()), timeout, clock),
                () -> "owner-" + owners.incrementAndGet(),
                Duration.ofMinutes(1),
                limits,
                clock);
    }

    /// The store, but for one verb.
    SessionStore storeWith(String verb, Supplier<Mono<?>> answer) {
        return storeWith(verb, Integer.MAX_VALUE, answer);
    }

    /// The store, but for the first calls of one verb.
    SessionStore storeWith(String verb, int first, Supplier<Mono<?>> answer) {
        var calls = new AtomicInteger();
        return storeWith(Map.of(verb, () -> calls.getAndIncrement() < first ? answer.get() : Mono.empty()));
    }

    /// The store, but for what is said instead of it; where that is empty, the store answers.
    SessionStore storeWith(Map<String, Supplier<Mono<?>>> instead) {
        return (SessionStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SessionStore.class}, (_, method, arguments) -> {
                    var answer = instead.get(method.getName());
                    return answer == null
                            ? method.invoke(store, arguments)
                            : Mono.defer(answer)
                                    .cast(Object.class)
                                    .switchIfEmpty(Mono.defer(() -> call(method, arguments)));
                });
    }

    private Mono<Object> call(Method method, Object[] arguments) {
        try {
            return ((Mono<?>) method.invoke(store, arguments)).cast(Object.class);
        } catch (ReflectiveOperationException e) {
            return Mono.error(e);
        }
    }

    static Tokens first() {
        return tokens("first");
    }

    static Tokens tokens(String access) {
        return new Tokens(access, TestClock.START, TestClock.START.plusSeconds(300), "refresh-0", "id");
    }

    Mono<Tokens> asked() {
        return refresh.lasting(ID, first(), 0, LEAST);
    }

    static String access(Mono<Tokens> tokens) {
        return Objects.requireNonNull(tokens.block(PATIENCE)).access();
    }

    String stored() {
        var found = store.touch(ID, clock.instant()).block();
        return found == null || found.tokens() == null ? "none" : found.tokens().access();
    }

    static void assertExpired(Mono<Tokens> tokens) {
        assertRefused(tokens, ProblemCode.TOKEN_EXPIRED);
    }

    static void assertRefused(Mono<Tokens> tokens, ProblemCode code) {
        assertThatThrownBy(() -> tokens.block(PATIENCE))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection().code()).isEqualTo(code));
    }

    static void await(CountDownLatch latch) {
        assertThat(await(latch, Duration.ofSeconds(20))).isTrue();
    }

    static boolean await(CountDownLatch latch, Duration time) {
        try {
            return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void awaitEndOfRefresh() {
        refresh.ended().block(PATIENCE);
    }
}
