package io.portage.contracttests.isolation;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.HeaderLine;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A key is its owner's: to another user, and to the same name in another tenant, it is as if it had never been used.
@ExtendWith(Lab.class)
class ForeignKeyIT {
    private final Recorded gateway;
    private final Caller owner;
    private final Request request = Requests.patient()
            .with("Idempotency-Key", "foreign-" + UUID.randomUUID())
            .with("X-Correlation-Id", "same");

    ForeignKeyIT(Recorded gateway) {
        this.gateway = gateway;
        this.owner = gateway.caller();
    }

    /// Who tries the owner's key.
    enum Stranger {
        OTHER_USER,
        SAME_NAME_IN_ANOTHER_TENANT
    }

    private Caller caller(Stranger stranger) {
        return switch (stranger) {
            case OTHER_USER -> gateway.caller();
            case SAME_NAME_IN_ANOTHER_TENANT -> with("tenant_id", "\"south\"");
        };
    }

    private Caller with(String claim, String value) {
        var claims = Json.object().put("sub", owner.subject());
        claims.set(claim, Json.read(value));
        return owner.with(gateway.world().token(Json.object().set("claims", claims)));
    }

    @BeforeEach
    void reset() {
        gateway.reset();
        var count = new AtomicInteger();
        gateway.services().answer(_ -> Reply.json(201, "{\"id\":\"" + count.incrementAndGet() + "\"}"));
    }

    /// Everything of an answer but when it was given.
    private static List<HeaderLine> headers(Message answer) {
        return answer.headers().stream().filter(line -> !line.named("Date")).toList();
    }

    @Proves({"TR-OFF-002", "PLAT-5.3"})
    @ParameterizedTest
    @EnumSource
    void sendWhenTheOwnerSucceededThenAStrangersRequestRunsAsOnAFreeKey(Stranger stranger) {
        var first = owner.send(request);

        var foreign = caller(stranger).send(request);

        assertThat(foreign.status()).isEqualTo(201);
        assertThat(foreign.text()).isEqualTo("{\"id\":\"2\"}");
        assertThat(headers(foreign)).isEqualTo(headers(first));
        assertThat(foreign.values("Idempotency-Replayed")).isEmpty();
        assertThat(gateway.forwarded())
                .extracting(received -> received.header("X-Tenant-Id"))
                .containsExactly("north", stranger == Stranger.OTHER_USER ? "north" : "south");
        assertThat(owner.send(request).text()).as("the owner's answer").isEqualTo("{\"id\":\"1\"}");
    }

    @ParameterizedTest
    @EnumSource
    void sendWhenAStrangersRequestIsAnotherThenItIsNoReuse(Stranger stranger) {
        owner.send(request);

        var foreign = caller(stranger).send(request.body("{\"family\":\"Z\"}"));

        assertThat(foreign.header("Idempotency-Status")).isEqualTo("executed");
    }

    /// Time would tell, too: a stranger neither waits for the owner's request nor hears that it is under way.
    @ParameterizedTest
    @EnumSource
    void sendWhenTheOwnersRequestIsUnderWayThenAStrangerIsAnsweredBeforeItEnds(Stranger stranger) {
        var gate = new CountDownLatch(1);
        var count = new AtomicInteger();
        gateway.services().answer(_ -> {
            var answer = Reply.json(201, "{}");
            return count.incrementAndGet() == 1 ? new Reply.Held(gate, answer) : answer;
        });
        try (var waiting = owner.begin(request)) {
            await().until(() -> gateway.forwarded().size() == 1);

            assertThat(caller(stranger).send(request).header("Idempotency-Status"))
                    .isEqualTo("executed");

            gate.countDown();
            assertThat(waiting.read("POST").status()).isEqualTo(201);
        } finally {
            gate.countDown();
        }
    }

    /// Whoever is refused for another reason learns nothing of the owner's key either.
    @Test
    void sendWhenAStrangerIsRefusedThenTheAnswerIsThatOfAFreeKey() {
        owner.send(request);
        var free = request.without("Idempotency-Key").with("Idempotency-Key", "free-" + UUID.randomUUID());
        var stranger = gateway.caller().subject();
        var claims = Stream.of(
                "{\"sub\":\"%s\",\"realm_access\":{\"roles\":[]}}".formatted(stranger),
                "{\"sub\":\"%s\",\"modules\":[]}".formatted(stranger),
                "{\"sub\":\"%s\",\"tenant_id\":\"south\",\"modules\":[]}".formatted(owner.subject()));

        claims.map(given -> owner.with(gateway.world().token(Json.read("{\"claims\":" + given + "}"))))
                .forEach(refused -> assertSame(refused.send(request), refused.send(free)));
        var elsewhere = request.target("/v1/patients?tenantId=west");
        assertSame(gateway.caller().send(elsewhere), gateway.caller().send(free.target("/v1/patients?tenantId=west")));
    }

    private static void assertSame(Message known, Message free) {
        assertThat(known.status()).isEqualTo(403);
        assertThat(known.text()).isEqualTo(free.text()).doesNotContain("outcome");
        assertThat(headers(known)).isEqualTo(headers(free));
    }

    @Proves("TR-OFF-007")
    @Test
    void sendWhenNobodyIsSignedInThenAKnownKeyAnswersAsAFreeOne() {
        owner.send(request);
        var free = request.without("Idempotency-Key").with("Idempotency-Key", "free-" + UUID.randomUUID());

        var known = RawClient.send(gateway.port(), request);

        assertProblem(known).is(401, Code.TOKEN_MISSING).asksFor("refresh-token");
        assertThat(known.text()).isEqualTo(RawClient.send(gateway.port(), free).text());
    }
}
