package io.portage.contracttests.outbox;

import static io.portage.contracttests.outbox.Outbox.key;
import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.problems.Provokes;
import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A gateway that takes one burst at a time, and of each caller four mutations and one more each second.
@ExtendWith(Lab.class)
public class BurstCapacityIT {
    private final Recorded.Cramped gateway;

    BurstCapacityIT(Recorded.Cramped gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    private static Outbox refused(int count) {
        var outbox = new Outbox();
        for (int i = 0; i < count; i++) {
            // never from a queue: it is asked, and leaves nothing in the small store
            outbox.add(key("k"), "POST /v1/orders", "{\"type\":\"medication\"}");
        }
        return outbox;
    }

    @Proves("TR-OFF-006")
    @Provokes(Code.RATE_LIMITED)
    @Test
    void postWhenTheBudgetIsSpentThenTheRestIsToldToComeBackAndLookUpsAreToo() {
        var caller = gateway.caller();

        var results = Results.of(caller.send(refused(7).burst()));

        for (int i = 0; i < 4; i++) {
            results.of(i).refused(422, "OFFLINE_NOT_ALLOWED", "do-online", true);
        }
        for (int i = 4; i < 7; i++) {
            var limited = results.of(i).refused(429, "RATE_LIMITED", "retry-same-key", false);
            assertThat(limited.json().path("headers").path("Retry-After").asString(""))
                    .isEqualTo(Integer.toString(i - 3));
        }
        assertProblem(caller.send(Request.of("GET", "/v1/sync/mutations?key=x")))
                .is(429, Code.RATE_LIMITED)
                .saysWhenToRetry();
        Results.of(gateway.caller().send(refused(1).burst()))
                .of(0)
                .refused(422, "OFFLINE_NOT_ALLOWED", "do-online", true);
    }

    @Test
    void postWhenItemsAreNotSentThenTheyCostNothing() {
        var caller = gateway.caller();
        var outbox = new Outbox();
        for (int i = 0; i < 10; i++) {
            var own = key("k");
            outbox.add(own, "POST /v1/orders", "{}", item -> item.put("dependsOn", own));
        }

        Results.of(caller.send(outbox.burst())).of(9).refused(422, "DEPENDENCY_INVALID", "fix-request", true);

        Results.of(caller.send(refused(4).burst())).of(3).refused(422, "OFFLINE_NOT_ALLOWED", "do-online", true);
    }

    @Test
    void postWhenWhatIsKnownFromBeforeIsLookedUpThenOnceAndItCosts() {
        var caller = gateway.caller();
        var outbox = new Outbox();
        for (int i = 0; i < 5; i++) {
            outbox.add(key("k"), "POST /v1/orders", "{}", item -> item.put("dependsOn", "nobody"));
        }

        Results.of(caller.send(outbox.burst())).of(4).refused(422, "DEPENDENCY_INVALID", "fix-request", false);

        var rest = Results.of(caller.send(refused(4).burst()));
        rest.of(2).refused(422, "OFFLINE_NOT_ALLOWED", "do-online", true);
        rest.of(3).refused(429, "RATE_LIMITED", "retry-same-key", false);
    }

    @Test
    void postWhenAnotherBurstRunsThenOverloadedBeforeItIsReadAndSingleRequestsGoOn() throws Exception {
        var gate = new CountDownLatch(1);
        gateway.services()
                .answer(request -> request.path().equals("/v1/orders")
                        ? new Reply.Held(gate, Reply.json(409, "{\"code\":\"NO\"}"))
                        : Reply.json(200, "{}"));
        var first = gateway.caller();
        var second = gateway.caller();

        try (var running = first.begin(new Outbox()
                .add(key("a"), "POST /v1/orders", "{\"type\":\"lab\"}")
                .burst())) {
            await().until(() -> gateway.forwarded().size() == 1);

            assertProblem(second.send(Request.json("POST", "/v1/sync/mutations", "nonsense")))
                    .is(503, Code.OVERLOADED)
                    .saysWhenToRetry();
            assertThat(second.send(Request.of("GET", "/v1/patients")).status()).isEqualTo(200);
            gate.countDown();
            Results.of(running.read("POST")).of(0).is(409, "executed", true);
        }
        await().until(() -> second.send(refused(1).burst()).status() == 200);
    }

    @Test
    void postWhenABurstIsLargerThanWhatSingleRequestsMayHoldThenItTakesNothingOfThat() {
        var large = "{\"type\":\"medication\",\"note\":\"" + "x".repeat(6_000) + "\"}";
        var outbox = new Outbox().add(key("k"), "POST /v1/orders", large).add(key("k"), "POST /v1/orders", large);

        var results = Results.of(gateway.caller().send(outbox.burst()));

        results.of(0).refused(422, "OFFLINE_NOT_ALLOWED", "do-online", true);
        results.of(1).refused(422, "OFFLINE_NOT_ALLOWED", "do-online", true);
    }

    @Test
    void postWhenBodiesComeSlowlyThenTheyHoldNoPlaceAndNoneOfTheCallersBursts() {
        var caller = gateway.caller();
        var slow = Request.of("POST", "/v1/sync/mutations")
                .with("Content-Type", "application/json")
                .with("Content-Length", "100");

        // the place of a burst before this one is given back a moment after its last byte
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> whileSlow(caller, slow));
    }

    private void whileSlow(Caller caller, Request slow) {
        try (var first = caller.begin(slow);
                var second = caller.begin(slow)) {
            first.write("{\"mutations\":[".getBytes(StandardCharsets.US_ASCII));
            second.write("{".getBytes(StandardCharsets.US_ASCII));

            Results.of(caller.send(refused(1).burst())).of(0).refused(422, "OFFLINE_NOT_ALLOWED", "do-online", true);
            Results.of(gateway.caller().send(refused(1).burst()))
                    .of(0)
                    .refused(422, "OFFLINE_NOT_ALLOWED", "do-online", true);
            assertProblem(first.read("POST")).is(400, Code.REQUEST_MALFORMED);
            assertProblem(second.read("POST")).is(400, Code.REQUEST_MALFORMED);
        }
    }
}
