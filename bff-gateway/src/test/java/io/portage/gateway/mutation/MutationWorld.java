package io.portage.gateway.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portage.contract.ContractReader;
import io.portage.contract.Dedupe.Carrier;
import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import io.portage.gateway.SettingsTest;
import io.portage.gateway.TestClock;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.correlation.Uuid7;
import io.portage.gateway.delegation.Delegations;
import io.portage.gateway.delegation.TestDelegations;
import io.portage.gateway.headers.Key;
import io.portage.gateway.idempotency.Fingerprint;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.idempotency.embedded.EmbeddedIdempotencyStore;
import io.portage.gateway.offline.OfflineVerdict;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.upstream.Answer;
import io.portage.gateway.upstream.RawService;
import io.portage.gateway.upstream.TestUpstreams;
import io.portage.gateway.upstream.UpstreamRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A mutation flow with everything it stands on: the real embedded store, and one service on a socket for all.
final class MutationWorld implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final Caller CALLER = new Caller("north", "pat", Set.of("patient"), Set.of());
    static final Operation ORDER = waiting("order.create", "PT0.1S");
    static final Operation ORDER_SET = waiting("order-set.create", "PT0.1S");
    static final OfflineVerdict ALLOWED = new OfflineVerdict.Allowed(false);

    final TestClock clock = new TestClock();
    final RawService service = new RawService();
    final MeterRegistry meters = new SimpleMeterRegistry();
    final IdempotencyStore store;
    final DetachedWork detached;
    final Execution execution;
    final MutationFlow flow;

    /// An operation of the orders whose duplicates wait for so long.
    static Operation waiting(String id, String wait) {
        return orders("  timeout: PT10S\n", "  timeout: PT10S\n  duplicate-wait: " + wait + "\n")
                .operation(id);
    }

    /// The contract of the orders with other words in one place.
    static SyncContract orders(String words, String others) {
        try (var file = Operation.class.getResourceAsStream("/sync-contract/orders.yml")) {
            if (file == null) {
                throw new IllegalStateException("orders.yml (expected: on the class path)");
            }
            var text = new String(file.readAllBytes(), UTF_8);
            if (!text.contains(words)) {
                throw new IllegalStateException(words + " (expected: in orders.yml)");
            }
            return ContractReader.read(List.of(new ContractReader.Source("orders.yml", text.replace(words, others))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MutationWorld() {
        this(Map.of(), null);
    }

    MutationWorld(Map<String, String> properties) {
        this(properties, null);
    }

    /// @param other the store to use; the embedded one where it is null
    MutationWorld(Map<String, String> properties, @Nullable IdempotencyStore other) {
        this(properties, other, null);
    }

    /// A world in which nobody listens where the service should be.
    static MutationWorld withoutService(@Nullable IdempotencyStore store) {
        return new MutationWorld(Map.of(), store, TestUpstreams.NOBODY);
    }

    private MutationWorld(Map<String, String> properties, @Nullable IdempotencyStore other, @Nullable URI elsewhere) {
        var settings = SettingsTest.bound(properties);
        var retention = Retention.of(SyncContract.bundled(), settings.idempotency());
        store = other == null ? new EmbeddedIdempotencyStore(clock, retention, 100, 1 << 20) : other;
        var upstreams = TestUpstreams.to(elsewhere == null ? service.url() : elsewhere, properties);
        detached = new DetachedWork(settings, new Drain(settings.mutations().drain()), store);
        MonotonicClock nanos = () -> clock.millis() * 1_000_000;
        var claims = new Claims(store, detached, new Uuid7(clock, new Random(7)), settings, nanos);
        var outcomes = new Outcomes(store, claims, meters);
        execution = new Execution(upstreams, store, outcomes, settings);
        flow = new MutationFlow(
                store,
                TestDelegations.over(upstreams),
                execution,
                outcomes,
                detached,
                claims,
                new Heartbeat(store),
                nanos);
    }

    /// What came of a mutation.
    ///
    /// @param answer the answer of the service, passed on; null where the gateway refused
    /// @param rejection the refusal; null where there is an answer
    record Outcome(@Nullable Answer answer, @Nullable Rejection rejection) {
        Answer answered() {
            if (answer == null) {
                throw new AssertionError(rejection + " (expected: an answer)");
            }
            return answer;
        }

        Rejection refused() {
            if (rejection == null) {
                throw new AssertionError(answer + " (expected: a rejection)");
            }
            return rejection;
        }

        /// The header `Idempotency-Status`, wherever it is.
        @Nullable
        String status() {
            return answer != null
                    ? answer.header("Idempotency-Status")
                    : refused().headers().get("Idempotency-Status");
        }

        @Nullable
        String body() {
            return answer == null ? null : new String(answer.body(), UTF_8);
        }
    }

    Outcome run(Mutation mutation) {
        try {
            return new Outcome(flow.run(mutation).block(PATIENCE), null);
        } catch (RejectedException e) {
            return new Outcome(null, e.rejection());
        }
    }

    /// A mutation that the service has received and does not answer until the result is completed.
    CompletableFuture<Void> hold(Mutation mutation) {
        var held = new CompletableFuture<Void>();
        service.then(connection -> {
            held.join();
            RawService.write(connection, "HTTP/1.1 201 X\r\nContent-Length: 4\r\n\r\ndone");
        });
        var unused = flow.run(mutation).toFuture();
        service.next();
        return held;
    }

    void answer(int status, String headers, String body) {
        service.answer(
                "HTTP/1.1 " + status + " X\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    static Mutation mutation(Operation operation, @Nullable String key, Carrier... carriers) {
        var body = "{\"type\":\"lab\"}".getBytes(UTF_8);
        var request = new UpstreamRequest(
                operation.service(),
                operation.method(),
                "/v1/x",
                List.of(Map.entry("Content-Length", Integer.toString(body.length))),
                body,
                PATIENCE);
        return new Mutation(
                operation,
                CALLER,
                key == null ? null : new Key(key),
                Set.of(carriers),
                new Fingerprint("request"),
                ALLOWED,
                null,
                request,
                "id");
    }

    static Mutation with(Mutation base, OfflineVerdict verdict) {
        return changed(base, base.fingerprint(), verdict, base.delegation(), base.request());
    }

    static Mutation other(Mutation base) {
        return changed(base, new Fingerprint("other request"), base.verdict(), base.delegation(), base.request());
    }

    /// The same mutation, made for another patient.
    static Mutation delegated(Mutation base) {
        var question = new Delegations.Question(base.caller(), "somebody", "Bearer t", base.correlationId());
        return changed(base, base.fingerprint(), base.verdict(), question, base.request());
    }

    static Mutation within(Mutation base, Duration timeout) {
        var request = base.request();
        return changed(
                base,
                base.fingerprint(),
                base.verdict(),
                base.delegation(),
                new UpstreamRequest(
                        request.service(),
                        request.method(),
                        request.target(),
                        request.headers(),
                        request.body(),
                        timeout));
    }

    private static Mutation changed(
            Mutation base,
            Fingerprint fingerprint,
            OfflineVerdict verdict,
            Delegations.@Nullable Question delegation,
            UpstreamRequest request) {
        return new Mutation(
                base.operation(),
                base.caller(),
                base.key(),
                base.carriers(),
                fingerprint,
                verdict,
                delegation,
                request,
                base.correlationId());
    }

    @Override
    public void close() {
        service.close();
    }
}
