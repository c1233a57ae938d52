package io.portage.gateway.caller;

import static io.portage.gateway.problem.ProblemCode.ACCESS_DENIED;
import static io.portage.gateway.problem.ProblemCode.MODULE_NOT_ACTIVE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.ContractReader;
import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import io.portage.gateway.TestClock;
import io.portage.gateway.headers.Key;
import io.portage.gateway.headers.SyncHeaders;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.idempotency.embedded.EmbeddedIdempotencyStore;
import io.portage.gateway.operation.RequestedOperation;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

final class AuthorityStationTest {
    private final IdempotencyStore store = new EmbeddedIdempotencyStore(
            new TestClock(), new Retention(Duration.ofHours(25), Duration.ofDays(30)), 10, 1_000);
    private final AuthorityStation station = new AuthorityStation(new KnownOutcome(store));

    /// An operation for clinicians and pharmacists with two scopes.
    private static Operation operation(String id) {
        try (var file = Operation.class.getResourceAsStream("/sync-contract/orders.yml")) {
            var text = new String(Objects.requireNonNull(file, "orders.yml").readAllBytes(), UTF_8)
                    .replace("roles: [clinician]", "roles: [clinician, pharmacist]\n  scopes: [orders, write]");
            return ContractReader.read(List.of(new ContractReader.Source("orders.yml", text)))
                    .operation(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The refusal; null where the next station was asked.
    private @Nullable Rejection refusal(String operation, @Nullable Key key, Set<String> roles, Set<String> scopes) {
        return refusal(operation(operation), key, new Caller("north", "pat", roles, scopes));
    }

    private @Nullable Rejection refusal(Operation operation, @Nullable Key key, Caller caller) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/"));
        Caller.ATTRIBUTE.put(exchange, caller);
        SyncHeaders.ATTRIBUTE.put(exchange, new SyncHeaders(null, key, null, null, "id"));
        RequestedOperation.ATTRIBUTE.put(exchange, new RequestedOperation(operation, Map.of()));
        try {
            station.filter(exchange, _ -> Mono.empty()).block(Duration.ofSeconds(5));
            return null;
        } catch (RejectedException e) {
            return e.rejection();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clinician|orders write|true",
                "pharmacist|write orders openid|true",
                "patient clinician|orders write|true",
                "patient|orders write|false",
                "''|orders write|false",
                "Clinician|orders write|false",
                "clinician|orders|false",
                "clinician|write|false",
                "clinician|''|false",
            })
    void filterWhenOneRoleAndEveryScopeThenAllowed(String roles, String scopes, boolean allowed) {
        var refusal = refusal("order.create", null, Set.of(roles.split(" ", -1)), Set.of(scopes.split(" ", -1)));
        assertThat(refusal == null).isEqualTo(allowed);
        assertThat(refusal == null || refusal.code() == ACCESS_DENIED).isTrue();
    }

    @Test
    void filterWhenTheKeyIsKnownToHaveSucceededThenOutcomeAndOnlyThen() {
        var claim = (Claim.Acquired)
                store.claim(ClaimBuilder.claimOf("k").request()).blockOptional().orElseThrow();
        assertThat(refused("order.create", new Key("k")).members()).isEmpty();
        store.complete(claim, null).block();
        assertThat(refused("order.create", new Key("k")).members()).containsEntry("outcome", "completed");
        assertThat(refused("order.create", new Key("other")).members()).isEmpty();
        assertThat(refused("order.create", null).members()).isEmpty();
        assertThat(refused("order-set.list", new Key("k")).members())
                .as("a read")
                .isEmpty();
    }

    private Rejection refused(String operation, @Nullable Key key) {
        return Objects.requireNonNull(refusal(operation, key, Set.of(), Set.of()), "allowed (expected: refused)");
    }

    @Test
    void filterWhenScopesAreMissingThenTheChallengeNamesThemAll() {
        var refusal = Objects.requireNonNull(refusal("order.create", null, Set.of("clinician"), Set.of("write")));
        assertThat(refusal.headers())
                .containsEntry(
                        "WWW-Authenticate",
                        "Bearer realm=\"portage\", error=\"insufficient_scope\", scope=\"orders write\"");
        assertThat(refusal.detail()).endsWith("(expected: a token with the scope orders and write)");
    }

    @Test
    void filterWhenTheRoleIsMissingThenNoChallengeSinceNoScopeWouldHelp() {
        var refusal = Objects.requireNonNull(refusal("order.create", null, Set.of("patient"), Set.of()));
        assertThat(refusal.headers()).isEmpty();
        assertThat(refusal.detail()).endsWith("(expected: a caller with the role clinician or pharmacist)");
    }

    private @Nullable Rejection refusalForModules(String operation, @Nullable Key key, @Nullable Set<String> modules) {
        var caller = new Caller("north", "pat", Set.of("clinician"), Set.of(), modules, null);
        return refusal(SyncContract.bundled().operation(operation), key, caller);
    }

    @Test
    void filterWhenTheTokenTellsItsModulesThenTheOperationsMustBeAmongThem() {
        assertThat(refusalForModules("patient.create", null, Set.of("ehr.registration", "ehr.other")))
                .isNull();
        assertThat(refusalForModules("patient.get", null, Set.of()))
                .as("an operation of no module")
                .isNull();
        for (var modules : List.of(Set.<String>of(), Set.of("ehr"), Set.of("EHR.registration"))) {
            assertThat(Objects.requireNonNull(refusalForModules("patient.create", null, modules))
                            .code())
                    .isEqualTo(MODULE_NOT_ACTIVE);
        }
    }

    @Test
    void filterWhenTheTokenSaysNothingOfModulesThenTheServiceDecides() {
        assertThat(refusalForModules("patient.create", null, null)).isNull();
    }

    @Test
    void filterWhenTheModuleWasLostAfterSuccessThenOutcome() {
        var claim = (Claim.Acquired)
                store.claim(ClaimBuilder.claimOf("k").request()).blockOptional().orElseThrow();
        store.complete(claim, null).block();
        assertThat(Objects.requireNonNull(refusalForModules("patient.create", new Key("k"), Set.of()))
                        .members())
                .containsEntry("outcome", "completed");
    }

    @Test
    void filterWhenRoleAndModuleAreMissingThenTheRoleIsSaid() {
        var caller = new Caller("north", "pat", Set.of("patient"), Set.of(), Set.of(), null);
        assertThat(Objects.requireNonNull(refusal(SyncContract.bundled().operation("patient.create"), null, caller))
                        .code())
                .isEqualTo(ACCESS_DENIED);
    }
}
