package io.portage.contracttests.outbox;

import static io.portage.contracttests.outbox.Outbox.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.OnRedis;
import io.portage.contracttests.world.Twins;
import io.portage.contracttests.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A burst whose gateway ends, or whose store is away: what was not done stays in the outbox, and is done once.
@ExtendWith(Lab.class)
class BurstAwayIT {
    /// As many items of one burst as are under way at once.
    private static final int AT_ONCE = 16;

    private static final int ALL = 40;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Twins gateways;
    private final OnRedis alone;
    private final World world;

    BurstAwayIT(Twins gateways, OnRedis alone) {
        this.gateways = gateways;
        this.alone = alone;
        this.world = gateways.world();
    }

    @BeforeEach
    @AfterEach
    void reset() {
        world.reset();
    }

    @Test
    void terminateWhenABurstIsUnderWayThenWhatBeganIsDoneAndTheRestIsDoneElsewhereAndAllOfItOnce() {
        var keys = new ArrayList<String>();
        var outbox = new Outbox();
        for (int i = 0; i < ALL; i++) {
            keys.add(key("k" + i));
            outbox.add(keys.get(i), "POST /v1/orders", order(i));
        }
        outbox.add(key("child"), "POST /v1/orders", order(ALL), item -> item.put("dependsOn", keys.getLast()));
        var ending = gateways.second();
        var phone = new Caller(ending.port(), "doc", world.login("doc"));
        world.fault("orders", "{\"delayMs\":3000,\"times\":" + AT_ONCE + "}");

        var first = interrupted(phone, outbox);
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(ending.isAlive()).as(ending.log()).isFalse());
        var again =
                Results.of(new Caller(gateways.first().port(), phone.subject(), phone.token()).send(outbox.burst()));

        for (int i = 0; i < AT_ONCE; i++) {
            first.of(i).succeeded();
            again.of(i).is(201, "replayed", true);
            assertThat(again.of(i).body()).isEqualTo(first.of(i).body());
        }
        for (int i = AT_ONCE; i < ALL; i++) {
            first.of(i).refused(503, "OVERLOADED", "retry-same-key", false);
            again.of(i).succeeded();
        }
        first.of(ALL).refused(424, "PREDECESSOR_FAILED", "retry-same-key", false);
        again.of(ALL).succeeded();
        assertThat(keys).allMatch(key -> world.effects("orders", key) == 1);
        assertThat(world.received("orders").size()).isEqualTo(ALL + 1);
        gateways.restartSecond();
    }

    private static String order(int number) {
        return "{\"type\":\"lab\",\"patientId\":\"p1\",\"code\":\"c" + number + "\"}";
    }

    /// Its gateway is told to end while its first items are at the service.
    private Results interrupted(Caller phone, Outbox outbox) {
        try (var connection = phone.begin(outbox.burst())) {
            await().until(() -> world.received("orders").size() == AT_ONCE);
            gateways.second().terminate();
            return Results.of(connection.read("POST"));
        }
    }

    @Test
    void postWhenTheStoreIsAwayWhileAParentIsLookedUpThenItsChildrenStayAndGoLater() {
        var caller = new Caller(alone.port(), "doc", world.login("doc"));
        var parent = key("parent");
        var child = key("child");
        Results.of(caller.send(
                        new Outbox().add(parent, "POST /v1/orders", order(0)).burst()))
                .of(0)
                .succeeded();
        var outbox = new Outbox()
                .add(child, "POST /v1/orders", order(1), item -> item.put("dependsOn", parent))
                .add(key("grandchild"), "POST /v1/orders", order(2), item -> item.put("dependsOn", child));

        alone.withoutRedis(() -> {
            var results = Results.of(caller.send(outbox.burst()));
            var held = results.of(0).refused(503, "IDEMPOTENCY_STORE_UNAVAILABLE", "retry-same-key", false);
            assertThat(held.body().path("detail").asString("")).contains("cannot be looked up now");
            assertThat(held.json().path("headers").path("Retry-After").asInt()).isPositive();
            results.of(1).refused(424, "PREDECESSOR_FAILED", "retry-same-key", false);
        });

        var statuses = new ArrayList<List<Integer>>();
        await().atMost(LONG).until(() -> {
            var results = Results.of(caller.send(outbox.burst()));
            statuses.add(List.of(results.of(0).status(), results.of(1).status()));
            return statuses.getLast().equals(List.of(201, 201));
        });
        assertThat(world.effects("orders", child)).as("%s", statuses).isEqualTo(1);
        assertThat(world.received("orders").size()).as("%s", statuses).isEqualTo(3);
    }
}
