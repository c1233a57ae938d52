package io.portage.contracttests.outbox;

import static io.portage.contracttests.outbox.Outbox.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.problems.Provokes;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is wrong with one item is that item's: it alone is refused, with its place, and the others go on.
@ExtendWith(Lab.class)
public class BurstRefusalsIT {
    private static final String LAB = "{\"type\":\"lab\"}";
    private final Recorded gateway;
    private final Caller caller;

    BurstRefusalsIT(Recorded gateway) {
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    17                                                                            | BODY_MALFORMED           | /mutations/0
                    {"clientMutationId":"k","operation":"POST /v1/orders","queuedAt":"x"}         | BODY_MALFORMED           | /mutations/0/id
                    {"id":1,"clientMutationId":"k","operation":"POST /v1/orders"}                 | BODY_MALFORMED           | /mutations/0/id
                    {"id":"i","operation":"POST /v1/orders","queuedAt":"x"}                       | IDEMPOTENCY_KEY_REQUIRED | /mutations/0/clientMutationId
                    {"id":"i","clientMutationId":"a b","operation":"POST /v1/orders"}             | BODY_MALFORMED           | /mutations/0/clientMutationId
                    {"id":"i","id":"i","clientMutationId":"k","operation":"POST /v1/orders"}      | BODY_MALFORMED           | /mutations/0
                    {"id":"i","clientMutationId":"k","queuedAt":"x"}                              | BODY_MALFORMED           | /mutations/0/operation
                    {"id":"i","clientMutationId":"k","operation":"POST  /v1/orders"}              | BODY_MALFORMED           | /mutations/0/operation
                    {"id":"i","clientMutationId":"k","operation":"POST /v1/orders"}               | BODY_MALFORMED           | /mutations/0/queuedAt
                    {"id":"i","clientMutationId":"k","operation":"POST /v1/orders","queuedAt":"x","dependsOn":""} | DEPENDENCY_INVALID | /mutations/0/dependsOn
                    {"id":"i","clientMutationId":"k","operation":"POST /v1/orders","queuedAt":"x","aggregate":""} | BODY_MALFORMED | /mutations/0/aggregate
                    {"id":"i","clientMutationId":"k","operation":"POST /v1/orders","queuedAt":"yesterday"} | HEADER_INVALID | /mutations/0
                    {"id":"i","clientMutationId":"k","operation":"POST /v1/orders","queuedAt":"2026-01-01T00:00:00Z","correlationId":"a\\r\\nX-Evil: 1"} | HEADER_INVALID | /mutations/0
                    {"id":"i","clientMutationId":"k","operation":"POST /v1/none","queuedAt":"x"}  | OPERATION_UNKNOWN        | /mutations/0/operation
                    {"id":"i","clientMutationId":"k","operation":"GET /v1/patients","queuedAt":"x"} | METHOD_NOT_ALLOWED     | /mutations/0/operation
                    {"id":"i","clientMutationId":"k","operation":"PUT /v1/orders","queuedAt":"x"} | METHOD_NOT_ALLOWED       | /mutations/0/operation
                    {"id":"i","clientMutationId":"k","operation":"POST /v1/patients/../orders","queuedAt":"x"} | REQUEST_MALFORMED | /mutations/0/operation
                    {"id":"i","clientMutationId":"k","operation":"POST /v1/sync/mutations","queuedAt":"x"} | OPERATION_UNKNOWN | /mutations/0/operation
                    {"id":"i","clientMutationId":"k","operation":"POST /logout","queuedAt":"x"}   | OPERATION_UNKNOWN        | /mutations/0/operation
                    {"id":"i","clientMutationId":"k","operation":"POST /v1/orders","queuedAt":"x","dependsOn":"k"} | DEPENDENCY_INVALID | /mutations/0/dependsOn
                    {"id":"i","clientMutationId":"k","operation":"POST /v1/orders","queuedAt":"x","dependsOn":"gone"} | DEPENDENCY_INVALID | /mutations/0/dependsOn
                    {"id":"i","clientMutationId":"k","operation":"POST /v1/orders","queuedAt":"x","payload":{"a":[{"$ref":"gone"}]}} | DEPENDENCY_INVALID | /mutations/0/payload/a/0
                    {"id":"i","clientMutationId":"k","operation":"POST /v1/orders","queuedAt":"x","payload":{"a":{"$ref":"k#b"}}} | DEPENDENCY_INVALID | /mutations/0/payload/a
                    {"id":"i","clientMutationId":"k","operation":"POST /v1/orders/{gone}/cancel","queuedAt":"x"} | DEPENDENCY_INVALID | /mutations/0/operation""")
    void postWhenAnItemIsWrongThenThatItemAloneIsRefusedWithItsPlace(String item, String code, String pointer) {
        var outbox = new Outbox().addRaw(item).add(key("good"), "POST /v1/orders", LAB, good -> good.put("id", "good"));

        var results = send(outbox);

        var refused = new Results.Result(results.all().getFirst());
        assertThat(refused.body().path("code").asString("")).as("%s", refused).isEqualTo(code);
        refused.at(pointer);
        // what it waits for may still come
        assertThat(refused.isFinal()).isEqualTo(!item.contains("\"dependsOn\":\"gone\""));
        new Results.Result(results.all().getLast()).succeeded();
        assertThat(gateway.forwarded()).hasSize(1);
    }

    @Provokes(Code.DEPENDENCY_INVALID)
    @Test
    void postWhenItemsWaitForEachOtherThenThoseOfTheCircleAreRefused() {
        var a = key("a");
        var b = key("b");
        var outbox = new Outbox()
                .add(a, "POST /v1/orders", LAB, item -> item.put("aggregate", "x"))
                .add(b, "POST /v1/orders", LAB, item -> item.put("dependsOn", key("none")))
                .add(key("c"), "POST /v1/orders", "{\"x\":{\"$ref\":\"d#/id\"}}")
                .add("d", "POST /v1/orders", LAB, item -> item.put("dependsOn", "e"))
                .add("e", "POST /v1/orders", LAB, item -> item.put("dependsOn", "d"));

        var results = send(outbox);

        results.of(0).succeeded();
        results.of(1).refused(422, "DEPENDENCY_INVALID", "fix-request", false);
        results.of(2).refused(424, "PREDECESSOR_FAILED", "ask-user", true);
        results.of(3).refused(422, "DEPENDENCY_INVALID", "fix-request", true).at("/mutations/3/dependsOn");
        results.of(4).refused(424, "PREDECESSOR_FAILED", "ask-user", true);
        assertThat(gateway.forwarded()).hasSize(1);
    }

    @Provokes(Code.PREDECESSOR_FAILED)
    @Test
    void postWhenAnItemHasTheIdOfAnotherThenTheLaterOneIsRefusedWithWhatWaitsForIt() {
        var second = key("b");
        var outbox = new Outbox()
                .add(key("a"), "POST /v1/orders", LAB, item -> item.put("id", "7"))
                .add(second, "POST /v1/orders", LAB, item -> item.put("id", "7"))
                .add(key("c"), "POST /v1/orders", LAB, item -> item.put("dependsOn", second));

        var results = send(outbox);

        new Results.Result(results.all().get(0)).succeeded();
        new Results.Result(results.all().get(1))
                .refused(400, "BODY_MALFORMED", "fix-request", true)
                .at("/mutations/1/id");
        results.of(2).refused(424, "PREDECESSOR_FAILED", "ask-user", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"..\"", "\"a/b\"", "\"a\\\\b\"", "{}", "true", "null"})
    void postWhenAReferenceInAPathLeadsToNoSegmentThenDependencyInvalid(String id) {
        gateway.services().answer(request -> Reply.json(201, "{\"id\":" + id + "}"));
        var order = key("o");
        var outbox = new Outbox()
                .add(order, "POST /v1/orders", LAB)
                .add(key("c"), "POST /v1/orders/{" + order + "#/id}/cancel", "{\"version\":1}");

        var results = send(outbox);

        results.of(1).refused(422, "DEPENDENCY_INVALID", "fix-request", true).at("/mutations/1/operation");
        assertThat(gateway.forwarded()).hasSize(1);
    }

    @Test
    void postWhenTheOddIsOfOneItemThenTheOthersGoOn() {
        var deep = "{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}";
        var outbox = new Outbox()
                .add(key("deep"), "POST /v1/orders", deep)
                .add(key("wide"), "POST /v1/orders", "{\"" + "n".repeat(60_000) + "\":1}")
                .add(key("long"), "POST /v1/orders?x=" + "x".repeat(12_000), LAB)
                .add(key("good"), "POST /v1/orders", LAB);

        var results = send(outbox);

        results.of(0).refused(400, "BODY_MALFORMED", "fix-request", true);
        assertThat(results.of(1).isFinal()).isTrue();
        results.of(2).refused(414, "REQUEST_MALFORMED", "fix-request", true).at("/mutations/2/operation");
        results.of(3).succeeded();
    }

    @Test
    void postWhenReferencesMakeAnItemLargerThanItMayBeThenThatItemIsTooLarge() {
        gateway.services().answer(Reply.json(201, "{\"x\":\"" + "x".repeat(10_000) + "\"}"));
        var parent = key("p");
        var references = ("{\"$ref\":\"" + parent + "#\"},").repeat(200);
        var outbox = new Outbox()
                .add(parent, "POST /v1/orders", LAB)
                .add(key("c"), "POST /v1/orders", "{\"type\":\"lab\",\"all\":[" + references + "1]}");

        var results = send(outbox);

        results.of(1).refused(413, "PAYLOAD_TOO_LARGE", "fix-request", true).at("/mutations/1");
        assertThat(gateway.forwarded()).hasSize(1);
    }

    @Test
    void postWhenAKeyIsSpelledAtLengthThenItGoesOnAsItWasSpelled() {
        var key = "\"" + "k".repeat(255) + "\"";
        var outbox = new Outbox()
                .addRaw("{\"id\":\"0\",\"clientMutationId\":\"\\\"" + "k".repeat(255)
                        + "\\\"\",\"operation\":\"POST /v1/orders\",\"queuedAt\":\"" + Instant.now()
                        + "\",\"payload\":" + LAB + "}");

        send(outbox).of(0).succeeded();

        assertThat(gateway.forwarded().getFirst().values("Idempotency-Key")).containsExactly(key);
    }

    @Test
    void postWhenTheClockOfThePhoneIsFastThenItsItemsStay() {
        var soon = Instant.now().plus(Duration.ofMinutes(6)).toString();
        var outbox = new Outbox().add(key("a"), "POST /v1/orders", LAB, item -> item.put("queuedAt", soon));

        send(outbox).of(0).refused(400, "QUEUED_AT_INVALID", "fix-request", false);
    }
}
