package io.portage.kong.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.portage.kong.model.KongVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The way of a request can be told step by step, and a loss shown by a request.
class StepsTest {
    private static final Verified FILE = Verified.file("""
            _format_version: '3.0'
            plugins:
            - {name: correlation-id, config: {header_name: X-Correlation-Id}}
            - {name: request-transformer, config: {remove: {headers: [X-Sent-At]}}}
            services:
            - name: orders
              url: http://orders.internal:8080
              routes:
              - name: orders-r
                methods: [PUT]
                paths: ['~/orders/(?<id>\\d+)$']
                headers: {x-tenant: [north]}
                plugins:
                - {name: request-transformer, config: {rename: {headers: ['X-Key:Idempotency-Key']}}}
                - {name: key-auth}
            consumers:
            - username: alice
              keyauth_credentials: [{key: alice-key}]
              plugins: [{name: request-transformer, config: {remove: {headers: [Authorization]}}}]
            """);

    private static List<Step> steps(KongVersion version, boolean asAlice) {
        return Proof.steps(
                FILE.config(),
                version,
                FILE.declarations(),
                FILE.conf(),
                FILE.config().routes().getFirst(),
                asAlice ? FILE.config().consumers().getFirst() : null);
    }

    @Test
    void stepsWhenAskedThenInTheOrderOfTheRelease() {
        assertThat(steps(KongVersion.V3_9, false))
                .extracting(it -> it.link().plugin().name())
                .containsExactly("correlation-id", "key-auth", "request-transformer");
        assertThat(steps(KongVersion.V3_8, false))
                .extracting(it -> it.link().plugin().name())
                .containsExactly("key-auth", "request-transformer", "correlation-id");
    }

    @Test
    void stepsWhenSeveralInstancesAreThereThenSayWhyOneRuns() {
        assertThat(steps(KongVersion.V3_9, false).getLast().link().why())
                .isEqualTo("route orders-r wins over global (line 4)");
        assertThat(steps(KongVersion.V3_9, true).getLast().link().why())
                .isEqualTo("consumer alice wins over route orders-r (line 14), global (line 4)");
    }

    @Test
    void stepsWhenAHeaderIsTouchedThenSayHow() {
        var last = steps(KongVersion.V3_9, true).getLast();

        assertThat(last.causes()).containsOnlyKeys(SyncHeader.AUTHORIZATION);
        assertThat(last.causes().get(SyncHeader.AUTHORIZATION))
                .extracting(Cause::effect, Cause::detail, it -> it.at().line())
                .containsExactly(tuple("removes", "remove.headers", 19));
    }

    @Test
    void witnessWhenAHeaderIsOverwrittenThenTheRequestShowsIt() {
        var header = SyncHeader.IDEMPOTENCY_KEY;
        var witness = Witness.of(FILE.config().routes().getFirst(), header, FILE.of("orders-r", header));

        assertThat(witness.orElseThrow())
                .hasToString("PUT /orders/1 with x-tenant: north, X-Key: other, "
                        + "Idempotency-Key: 0197a2b4-6c1d-7e55-9d0f-3b1f0a9c4e21: "
                        + "Idempotency-Key does not reach the service as it was sent (request-transformer renames)");
    }

    @Test
    void witnessWhenOnlyOneConsumerLosesThenNamesThem() {
        var header = SyncHeader.AUTHORIZATION;
        var witness = Witness.of(FILE.config().routes().getFirst(), header, FILE.of("orders-r", header));

        assertThat(witness.orElseThrow().consumer()).isEqualTo("alice");
    }

    @Test
    void witnessWhenPreservedThenNone() {
        var header = SyncHeader.QUEUED_AT;

        assertThat(Witness.of(FILE.config().routes().getFirst(), header, FILE.of("orders-r", header)))
                .isEmpty();
    }
}
