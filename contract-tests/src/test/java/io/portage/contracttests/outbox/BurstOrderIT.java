package io.portage.contracttests.outbox;

import static io.portage.contracttests.outbox.Outbox.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// In what order the items of a burst run, and which of them hold others up.
@ExtendWith(Lab.class)
class BurstOrderIT {
    private final Recorded gateway;
    private final Caller caller;

    BurstOrderIT(Recorded gateway) {
        this.gateway = gateway;
        this.caller = gateway.caller();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    private Results send(Outbox outbox) {
        return Results.of(caller.send(outbox.burst()));
    }

    @Proves({"TR-OFF-004", "REG-3.1", "REG-3.2"})
    @Test
    void postWhenItemsAreOfOneAggregateThenOneAfterTheOtherAsSent() {
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        gateway.services().answer(request -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            Thread.yield();
            underWay.decrementAndGet();
            return Reply.json(201, "{}");
        });
        var outbox = new Outbox();
        for (int i = 0; i < 40; i++) {
            int number = i;
            outbox.add(
                    key("k"),
                    "POST /v1/orders",
                    "{\"type\":\"lab\",\"n\":" + i + "}",
                    item -> item.put("aggregate", "patient/1").put("id", Integer.toString(number)));
        }

        var results = send(outbox);

        IntStream.range(0, 40).forEach(i -> results.of(i).succeeded());
        assertThat(gateway.forwarded().stream()
                        .map(sent -> Json.read(sent.text()).path("n").asInt()))
                .containsExactlyElementsOf(IntStream.range(0, 40).boxed().toList());
        assertThat(most).hasValue(1);
    }

    @Test
    void postWhenAnEarlierItemOfTheAggregateIsNotSettledThenTheLaterOnesAreHeld() {
        gateway.services().answer(request -> request.text().contains("first") ? Reply.close() : Reply.json(201, "{}"));
        var held = key("held");
        var outbox = new Outbox()
                .add(
                        key("a"),
                        "POST /v1/orders",
                        "{\"type\":\"lab\",\"n\":\"first\"}",
                        item -> item.put("aggregate", "x"))
                .lab(held, item -> item.put("aggregate", "x"))
                .lab(key("c"), item -> item.put("dependsOn", held))
                .lab(key("d"), item -> item.put("aggregate", "y"));

        var results = send(outbox);

        results.of(0).is(502, "unknown", false);
        results.of(1)
                .refused(424, "PREDECESSOR_FAILED", "retry-same-key", false)
                .at("/mutations/1");
        results.of(2).refused(424, "PREDECESSOR_FAILED", "retry-same-key", false);
        results.of(3).succeeded();
        assertThat(gateway.forwarded()).hasSize(2);
    }

    @Test
    void postWhenAnEarlierItemOfTheAggregateIsRefusedForGoodThenTheLaterOnesGoOn() {
        var outbox = new Outbox()
                .add(key("a"), "POST /v1/orders", "{\"type\":\"medication\"}", item -> item.put("aggregate", "x"))
                .lab(key("b"), item -> item.put("aggregate", "x"));

        var results = send(outbox);

        results.of(0).refused(422, "OFFLINE_NOT_ALLOWED", "do-online", true);
        results.of(1).succeeded();
    }

    @Test
    void postWhenTwoItemsHaveOneKeyThenTheSecondIsAReplayOrNoneAtAll() {
        var same = key("same");
        var other = key("other");
        var outbox = new Outbox()
                .lab(same)
                .add(same, "POST /v1/orders", "{ \"type\":\"lab\"}")
                .lab(other)
                .add(other, "POST /v1/orders", "{\"type\":\"radiology\"}");

        var results = send(outbox);

        results.of(0).succeeded();
        results.of(1).is(201, "replayed", true);
        results.of(2).succeeded();
        results.of(3).refused(422, "IDEMPOTENCY_KEY_REUSED", "look-up", true).at("/mutations/3");
        assertThat(gateway.forwarded()).hasSize(2);
    }

    @Test
    void postWhenAnItemOfTheAggregateIsRefusedThenTheLaterOnesStillWaitForTheEarlier() {
        gateway.services()
                .answer(request -> request.text().contains("first")
                        ? Reply.json(503, "{\"code\":\"BUSY\"}")
                        : Reply.json(201, "{}"));
        var circular = key("b");
        var outbox = new Outbox()
                .add(
                        key("a"),
                        "POST /v1/orders",
                        "{\"type\":\"lab\",\"n\":\"first\"}",
                        item -> item.put("aggregate", "x"))
                .lab(circular, item -> item.put("aggregate", "x").put("dependsOn", circular))
                .lab(key("c"), item -> item.put("aggregate", "x"));

        var results = send(outbox);

        results.of(0).is(503, "unknown", false);
        results.of(1).refused(424, "PREDECESSOR_FAILED", "retry-same-key", false);
        results.of(2).refused(424, "PREDECESSOR_FAILED", "retry-same-key", false);
        assertThat(gateway.forwarded()).hasSize(1);
    }

    @Test
    void postWhenAnItemWaitsForALaterOneOfItsAggregateThenItAloneIsRefused() {
        var second = key("b");
        var last = key("d");
        var outbox = new Outbox()
                .lab(key("a"), item -> item.put("aggregate", "x").put("dependsOn", last))
                .lab(second, item -> item.put("aggregate", "x"))
                .lab(key("c"), item -> item.put("aggregate", "x").put("dependsOn", second))
                .lab(last, item -> item.put("aggregate", "x"));

        var results = send(outbox);

        results.of(0).refused(422, "DEPENDENCY_INVALID", "fix-request", true);
        IntStream.range(1, 4).forEach(i -> results.of(i).succeeded());
    }
}
