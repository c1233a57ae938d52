package io.portage.gateway.sync.lookup;

import static io.portage.gateway.problem.ProblemCode.IDEMPOTENCY_STORE_UNAVAILABLE;
import static io.portage.gateway.problem.ProblemCode.MUTATION_NOT_FOUND;
import static io.portage.gateway.problem.ProblemCode.RATE_LIMITED;
import static io.portage.gateway.problem.ProblemCode.REQUEST_MALFORMED;
import static io.portage.gateway.sync.lookup.LookUpWorld.PAT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.caller.Caller;
import io.portage.gateway.headers.SyncHeaders;
import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.idempotency.CountingStore;
import io.portage.gateway.idempotency.Known;
import io.portage.gateway.idempotency.Provenance;
import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.problem.Action;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.sync.budget.EmbeddedRateBudget;
import io.portage.gateway.sync.budget.RateBudget;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

/// What the look-up says on the wire.
final class OutcomeLookUpTest {
    private static final String FIRST_SEEN = "\"firstSeen\":\"2026-11-20T08:15:30Z\"";

    private static final RateBudget BUDGET = new EmbeddedRateBudget(100, 1, () -> 0);

    private final LookUpWorld world = new LookUpWorld();
    private final OutcomeLookUp lookUp = new OutcomeLookUp(world.mutations, BUDGET);

    @AfterEach
    void close() {
        world.close();
    }

    private static MockServerHttpResponse asked(OutcomeLookUp lookUp, Caller caller, String query) {
        var exchange = MockServerWebExchange.from(
                MockServerHttpRequest.method(HttpMethod.GET, URI.create("/v1/sync/mutations" + query)));
        Caller.ATTRIBUTE.put(exchange, caller);
        SyncHeaders.ATTRIBUTE.put(exchange, new SyncHeaders("Bearer t", null, null, null, "id"));
        lookUp.handle(exchange).block(LookUpWorld.PATIENCE);
        return exchange.getResponse();
    }

    private MockServerHttpResponse ask(Caller caller, String query) {
        return asked(lookUp, caller, query);
    }

    private String body(String query) {
        var response = ask(PAT, query);
        assertThat(response.getStatusCode()).hasToString("200 OK");
        assertThat(response.getHeaders().get("Content-Type")).containsExactly("application/json");
        assertThat(response.getHeaders().get("Cache-Control")).containsExactly("no-store");
        return String.valueOf(response.getBodyAsString().block(LookUpWorld.PATIENCE));
    }

    private static Rejection refused(OutcomeLookUp lookUp, Caller caller, String query) {
        try {
            throw new AssertionError(asked(lookUp, caller, query) + " (expected: a refusal)");
        } catch (RejectedException e) {
            return e.rejection();
        }
    }

    @Test
    void handleWhenCompletedThenTheAnswerAsAMember() {
        world.completed("k", "portal.request-refill", null);
        assertThat(body("?key=k"))
                .isEqualTo("{\"state\":\"completed\"," + FIRST_SEEN + ",\"response\":{\"status\":201,"
                        + "\"headers\":{\"Content-Type\":\"application/json\",\"ETag\":\"\\\"1\\\"\"},"
                        + "\"body\":{\"id\": 7}}}");
        assertThat(body("?key=%22k%22")).isEqualTo(body("?key=k"));
    }

    @Test
    void handleWhenTheAnswerIsNoJsonThenTextOrBase64() {
        var provenance = new Provenance("portal.request-refill", null);
        var text = List.of(Map.entry("Content-Type", "text/plain"));
        world.completed("text", new StoredResponse(200, text, "a\n\"b\"".getBytes(UTF_8), provenance));
        assertThat(body("?key=text")).contains("\"body\":\"a\\n\\\"b\\\"\"}");
        world.completed("bytes", new StoredResponse(200, List.of(), new byte[] {(byte) 0xff, 0}, provenance));
        assertThat(body("?key=bytes")).contains("\"body\":\"/wA=\",\"bodyEncoding\":\"base64\"}");
        world.completed("none", new StoredResponse(204, List.of(), new byte[0], provenance));
        assertThat(body("?key=none")).endsWith("\"response\":{\"status\":204,\"headers\":{},\"body\":null}}");
    }

    @Test
    void handleWhenTheAnswerMayNotBeShownThenTheStateAlone() {
        world.completed("k", "order.create", null);
        assertThat(body("?key=k")).isEqualTo("{\"state\":\"completed\"," + FIRST_SEEN + "}");
    }

    @Test
    void handleWhenInProgressThenWhenToAskAgain() {
        world.claimed("k");
        world.clock.advance(ClaimBuilder.LEASE.minusMillis(1_001));
        var response = ask(PAT, "?key=k");
        assertThat(response.getHeaders().get("Retry-After")).containsExactly("2");
        assertThat(body("?key=k")).isEqualTo("{\"state\":\"in-progress\"," + FIRST_SEEN + "}");
        world.clock.advance(Duration.ofMillis(1_001));
        assertThat(ask(PAT, "?key=k").getHeaders().get("Retry-After")).containsExactly("1");
    }

    @Test
    void handleWhenUnknownOrExpiredThenTheStateAndNoRetryAfter() {
        world.store.abandon(world.claimed("lost")).block();
        assertThat(body("?key=lost")).isEqualTo("{\"state\":\"unknown\"," + FIRST_SEEN + "}");
        assertThat(ask(PAT, "?key=lost").getHeaders().get("Retry-After")).isNull();
        world.completed("old", LookUpWorld.ANSWER);
        world.clock.advance(LookUpWorld.RETENTION.response());
        assertThat(body("?key=old")).isEqualTo("{\"state\":\"expired-record\"," + FIRST_SEEN + "}");
    }

    @Test
    void handleWhenNotFoundThenTheSameForEveryReason() {
        world.completed("theirs", "portal.request-refill", null);
        world.store.release(world.claimed("free")).block();
        var stranger = new Caller("north", "sam", Set.of("patient"), Set.of());
        var never = refused(lookUp, PAT, "?key=never");
        assertThat(never.code()).isEqualTo(MUTATION_NOT_FOUND);
        assertThat(never.status()).isEqualTo(404);
        assertThat(never.action()).isEqualTo(Action.RETRY_SAME_KEY);
        assertThat(refused(lookUp, stranger, "?key=theirs")).isEqualTo(never);
        assertThat(refused(lookUp, PAT, "?key=free")).isEqualTo(never);
    }

    @Test
    void handleWhenTheQueryNamesNoKeyThenMalformed() {
        assertThat(refused(lookUp, PAT, "").code()).isEqualTo(REQUEST_MALFORMED);
        assertThat(refused(lookUp, PAT, "?key=a&key=a").code()).isEqualTo(REQUEST_MALFORMED);
    }

    @Test
    void handleWhenTheBudgetIsSpentThenRateLimitedUntilItHasGrown() {
        var once = new OutcomeLookUp(world.mutations, new EmbeddedRateBudget(1, 1, () -> 0));
        assertThat(refused(once, PAT, "?key=k").code()).isEqualTo(MUTATION_NOT_FOUND);
        var refused = refused(once, PAT, "?key=k");
        assertThat(refused.code()).isEqualTo(RATE_LIMITED);
        assertThat(refused.headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void handleWhenTheStoreIsAwayThenUnavailableAndWhenToAskAgain() {
        var away = new CountingStore(world.store) {
            @Override
            public Mono<Known> find(Scope scope) {
                return Mono.error(new StoreUnavailableException("away (expected: there)"));
            }
        };
        try (var other = new LookUpWorld(away)) {
            var refused = refused(new OutcomeLookUp(other.mutations, BUDGET), PAT, "?key=k");
            assertThat(refused.code()).isEqualTo(IDEMPOTENCY_STORE_UNAVAILABLE);
            assertThat(refused.headers()).containsEntry("Retry-After", "1");
        }
    }
}
