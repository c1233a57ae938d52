package io.portage.contracttests.queue;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.TimedKeys;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A batch of orders: asked item by item, refused as a whole, with the reason of each item that is to blame.
@ExtendWith(Lab.class)
class BatchIT {
    private static final String HOUR_AGO =
            Instant.now().minus(Duration.ofHours(1)).toString();
    private static final Random RANDOM = new Random(7);
    private final Recorded gateway;
    private final Caller caller;

    BatchIT(Recorded gateway) {
        this.gateway = gateway;
        this.caller = gateway.caller();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @Test
    void postWhenSomeItemsMayNotBeQueuedThenNameThem() {
        var answer =
                caller.send(batch(item("lab", "a"), item("medication", "b"), item("radiology", "c"), item("x", "d"))
                        .with("X-Queued-At", HOUR_AGO));

        assertItems(answer, """
                [{"index": 1, "clientMutationId": "b", "code": "OFFLINE_NOT_ALLOWED"},
                 {"index": 3, "clientMutationId": "d", "code": "OFFLINE_NOT_ALLOWED"}]""");
    }

    @Test
    void postWhenItemsTellTheirOwnTimesThenEachIsJudgedByItsOwn() {
        var old = timed(Duration.ofHours(25));
        var waiting = timed(Duration.ofHours(2));

        var answer = caller.send(batch(
                item("lab", old),
                item("medication", timed(Duration.ofMinutes(1))),
                item("lab", timed(Duration.ofHours(3))),
                item("referral", waiting)));

        assertItems(answer, """
                [{"index": 0, "clientMutationId": "%s", "code": "QUEUED_MUTATION_EXPIRED"},
                 {"index": 3, "clientMutationId": "%s", "code": "OFFLINE_NOT_ALLOWED"}]""".formatted(old, waiting));
    }

    @Test
    void postWhenQueuedAndAnItemHasNoKeyThenKeyRequired() {
        var unkeyed = batch(item("lab", "a"), "{\"type\":\"lab\"}").with("X-Queued-At", HOUR_AGO);

        assertProblem(caller.send(unkeyed)).is(400, Code.IDEMPOTENCY_KEY_REQUIRED);
        assertThat(gateway.forwarded()).isEmpty();

        assertThat(caller.send(unkeyed.with("Idempotency-Key", "whole")).status())
                .isEqualTo(201);
    }

    @Proves("ORD-5.4")
    @Test
    void postWhenItemsHaveKeysAndBatchHasNoneThenNothingIsClaimed() {
        var batch = batch(item("lab", "a"), item("lab", "b"));

        var first = caller.send(batch);
        var second = caller.send(batch);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.values("Idempotency-Replayed")).isEmpty();
        assertThat(gateway.forwarded()).hasSize(2);
    }

    @Test
    void postWhenAnItemHasTheKeyOfAnotherThenNameItUnlessItIsTheSame() {
        var answer = caller.send(batch(item("lab", "a"), item("radiology", "a"), item("lab", "b"), item("lab", "b")));

        assertItems(answer, """
                [{"index": 1, "clientMutationId": "a", "code": "IDEMPOTENCY_KEY_REUSED"}]""");
        assertThat(caller.send(batch(item("lab", "b"), item("lab", "b"))).status())
                .isEqualTo(201);
    }

    private void assertItems(Message answer, String items) {
        var problem = assertProblem(answer).is(422, Code.BATCH_REFUSED);
        assertThat(problem.body().required("items")).isEqualTo(Json.read(items));
        assertThat(gateway.forwarded()).isEmpty();
    }

    private static String timed(Duration age) {
        return TimedKeys.UUID_V7.at(Instant.now().minus(age), RANDOM);
    }

    private static Request batch(String... items) {
        return Request.json("POST", "/v1/orders/batch", "{\"items\":[" + String.join(",", items) + "]}");
    }

    private static String item(String type, String key) {
        return "{\"type\":\"%s\",\"clientMutationId\":\"%s\"}".formatted(type, key);
    }
}
