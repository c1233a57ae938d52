package io.portage.stubs;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Dedupe.Carrier;
import io.portage.contract.JsonPointer;
import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.StringNode;

/// A stub recognises a repeat by the carriers that the contract names for the operation, and by nothing else.
final class DedupeIT extends OverSockets {
    private static final String PATIENT = "{'family':'A','given':'B','birthDate':'2000-01-01'%s}";

    private final Client doc = Client.of("registration", "doc");
    private final Client orders = Client.of("orders", "doc");

    /// Batches have tests of their own: what is recognised there are the items.
    static Stream<Operation> mutations() {
        return SyncContract.bundled().operations().stream()
                .filter(Operation::mutates)
                .filter(operation -> !operation.dedupe().carriers().contains(Carrier.ITEM));
    }

    static Stream<Operation> mutationsWithBody() {
        var member = JsonPointer.parse("/clientMutationId");
        return mutations()
                .filter(operation -> operation.mediaTypes().contains("application/json"))
                .filter(operation -> member.equals(operation.key().body()));
    }

    private static Reply call(Operation operation, SampleRequest sample, String... more) {
        var user = operation.service().equals("patient-portal") ? "pat" : "doc";
        var headers = new ArrayList<>(List.of(more));
        headers.addAll(List.of("Authorization", "Bearer " + WORLD.token(user)));
        if (!sample.contentType().isEmpty()) {
            headers.addAll(List.of("Content-Type", sample.contentType()));
        }
        return send(
                sample.method(),
                WORLD.service(operation.service()).resolve(sample.target()),
                sample.body(),
                headers.toArray(String[]::new));
    }

    /// The second of two requests that are equal in their key and differ in all else that could tell them apart.
    private static boolean secondIsRecognised(Operation operation, boolean header, boolean body) {
        var headers = header ? new String[] {"Idempotency-Key", "k1"} : new String[0];
        var replies = new ArrayList<Reply>();
        for (var unique : List.of("u1", "u2")) {
            var sample = SampleRequest.of(operation, unique);
            var keyed = body ? sample.with("clientMutationId", StringNode.valueOf("c1")) : sample;
            replies.add(call(operation, keyed, headers));
        }
        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isBetween(200, 299));
        boolean same =
                Arrays.equals(replies.getFirst().body(), replies.getLast().body())
                        && replies.getFirst()
                                .header("Location")
                                .equals(replies.getLast().header("Location"));
        boolean once = effects(operation.id()) == 1;
        // two answers may look alike by chance, but a repeat that was recognised always does
        assertThat(same || !once)
                .as("the same answer where there was one effect")
                .isTrue();
        return once;
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void headerWhenRepeatedThenRecognisedOnlyWhereContractSaysSo(Operation operation) {
        assertThat(secondIsRecognised(operation, true, false))
                .isEqualTo(operation.dedupe().carriers().contains(Carrier.HEADER));
    }

    @ParameterizedTest
    @MethodSource("mutationsWithBody")
    void bodyKeyWhenRepeatedThenRecognisedOnlyWhereContractSaysSo(Operation operation) {
        assertThat(secondIsRecognised(operation, false, true))
                .isEqualTo(operation.dedupe().carriers().contains(Carrier.BODY));
    }

    @Test
    void createWhenRepeatedByHeaderOrBodyThenSameBytesStatusAndLocation() {
        var body = PATIENT.formatted(",'clientMutationId':'c1'");
        var first = doc.post("/v1/patients", body, "Idempotency-Key", "h1");
        var byHeader = doc.post("/v1/patients", PATIENT.formatted(""), "Idempotency-Key", "\"h1\"");
        var byBody = doc.post("/v1/patients", body);
        for (var repeat : List.of(byHeader, byBody)) {
            assertThat(repeat.status()).isEqualTo(201);
            assertThat(repeat.body()).isEqualTo(first.body());
            assertThat(repeat.header("Location")).isEqualTo(first.header("Location"));
            assertThat(repeat.header("ETag")).isEqualTo(first.header("ETag"));
        }
        assertThat(effects("patient.create")).isOne();
    }

    @Test
    void refusalWhenRepeatedThenJudgedAnew() {
        var order = "{'type':'%s','patientId':'p1','code':'x','clientMutationId':'c1'}";
        assertThat(orders.post("/v1/orders", order.formatted("massage")).status())
                .isEqualTo(422);
        assertThat(orders.post("/v1/orders", order.formatted("lab")).status()).isEqualTo(201);
    }

    @Test
    void windowWhenOverThenSecondEffect() {
        var order = "{'type':'lab','patientId':'p1','code':'x','clientMutationId':'c1'}";
        var first = orders.post("/v1/orders", order);
        WORLD.clock().advance(Duration.ofHours(24).minusSeconds(30));
        assertThat(orders.post("/v1/orders", order).body()).isEqualTo(first.body());
        WORLD.clock().advance(Duration.ofMinutes(1));
        assertThat(orders.post("/v1/orders", order).at("/id")).isNotEqualTo(first.at("/id"));
        assertThat(effects("order.create")).isEqualTo(2);
    }

    @Test
    void keyWhenOfAnotherTenantThenAnotherMutation() {
        var body = PATIENT.formatted(",'clientMutationId':'c1'");
        var north = doc.post("/v1/patients", body, "Idempotency-Key", "h1");
        var south = Client.of("registration", "sam").post("/v1/patients", body, "Idempotency-Key", "h1");
        assertThat(south.status()).isEqualTo(201);
        assertThat(effects("patient.create")).isEqualTo(2);
        assertThat(north.status()).isEqualTo(201);
    }

    @Test
    void keyWhenOfAnotherUserOfTheTenantThenSameMutation() {
        var body = PATIENT.formatted(",'clientMutationId':'c1'");
        var first = doc.post("/v1/patients", body);
        var other = new Client("registration", WORLD.token(tokenFor("eve", "north")));
        assertThat(other.post("/v1/patients", body).body()).isEqualTo(first.body());
    }

    @Test
    void accessEventWhenIdRepeatedThenSameBytes() {
        var portal = Client.of("patient-portal", "pat");
        var first = portal.post("/v1/portal/access-events", "{'id':'e1','event':'a'}", "Idempotency-Key", "1");
        var second = portal.post("/v1/portal/access-events", "{'id':'e1','event':'b'}", "Idempotency-Key", "2");
        assertThat(second.body()).isEqualTo(first.body());
        portal.post("/v1/portal/access-events", "{'id':'e2','event':'a'}", "Idempotency-Key", "1");
        assertThat(WORLD.effects("patient-portal"))
                .extracting(effect -> effect.clientMutationId() + ":" + effect.count())
                .containsExactly("e1:1", "e2:1");
    }

    @Test
    void batchWhenItemsRepeatThenOnlyNewOnesHappen() {
        var item = "{'type':'lab','patientId':'p1','code':'x','clientMutationId':'%s'}";
        var single = orders.post("/v1/orders", item.formatted("c0"));
        var batch = "{'items':[" + item.formatted("c0") + "," + item.formatted("c1") + ",{'type':'x'}]}";
        var first = orders.post("/v1/orders/batch", batch, "Idempotency-Key", "b1");
        var second = orders.post("/v1/orders/batch", batch, "Idempotency-Key", "b1");
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(first.json().at("/results/0/body")).isEqualTo(single.json());
        assertThat(first.at("/results/1/status")).isEqualTo("201");
        assertThat(first.at("/results/2/status")).isEqualTo("422");
        assertThat(first.at("/results/2/body/code")).isEqualTo("VALIDATION_FAILED");
        assertThat(effects("order.create-batch")).isOne();
        assertThat(effects("order.create")).isOne();
    }

    @Test
    void batchWhenItemsHaveNoKeyThenTheyHappenAgain() {
        var batch = "{'items':[{'type':'lab','patientId':'p1','code':'x'}]}";
        orders.post("/v1/orders/batch", batch, "Idempotency-Key", "b1");
        orders.post("/v1/orders/batch", batch, "Idempotency-Key", "b1");
        assertThat(effects("order.create-batch")).isEqualTo(2);
    }

    @Test
    void sameKeyWhenSentManyTimesAtOnceThenOneEffectAndOneAnswer() throws Exception {
        var order = "{'type':'lab','patientId':'p1','code':'x','clientMutationId':'c1'}";
        Callable<String> send = () -> orders.post("/v1/orders", order).text();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new HashSet<String>();
            for (var answer : threads.invokeAll(Collections.nCopies(40, send))) {
                answers.add(answer.get());
            }
            assertThat(answers).hasSize(1);
        }
        assertThat(effects("order.create")).isOne();
        assertThat(WORLD.received("orders")).hasSize(40);
    }
}
