package io.portage.contracttests.outbox;

import static io.portage.contracttests.outbox.Outbox.key;
import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Results leave as soon as they are known, and what nobody listens for any more is not begun.
@ExtendWith(Lab.class)
class BurstStreamIT {
    private static final int AT_ONCE = 16;
    private final Recorded gateway;
    private final Caller caller;

    BurstStreamIT(Recorded gateway) {
        this.gateway = gateway;
        this.caller = gateway.caller();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    private static Outbox orders(int count) {
        var outbox = new Outbox();
        for (int i = 0; i < count; i++) {
            outbox.add(key("k" + i), "POST /v1/orders", "{\"type\":\"lab\",\"n\":" + i + "}");
        }
        return outbox;
    }

    @Test
    void postWhenItemsAreSlowThenTheFirstLineComesBeforeTheLastIsSent() throws IOException {
        var gate = new CountDownLatch(1);
        gateway.services()
                .answer(request -> request.text().contains("\"n\":0}")
                        ? Reply.json(201, "{}")
                        : new Reply.Held(gate, Reply.json(201, "{}")));

        try (var socket = send(orders(40).streamed())) {
            var lines = lines(socket);
            var first = Json.read(lines.readLine());

            assertThat(first.path("id").asString("")).isEqualTo("0");
            await().until(() -> gateway.forwarded().size() == AT_ONCE + 1);
            gate.countDown();
            for (int i = 1; i < 40; i++) {
                assertThat(Json.read(lines.readLine()).path("status").asInt()).isEqualTo(201);
            }
        }
        assertThat(gateway.forwarded()).hasSize(40);
    }

    @Test
    void postWhenTheClientIsGoneThenWhatIsUnderWayIsFinishedAndNothingElseBegins() throws Exception {
        var gate = new CountDownLatch(1);
        gateway.services().answer(request -> new Reply.Held(gate, Reply.json(201, "{}")));
        var outbox = orders(40);

        try (var socket = send(outbox.streamed())) {
            await().until(() -> gateway.forwarded().size() == AT_ONCE);
            socket.setSoLinger(true, 0);
        }
        // the gateway hears of it before the services are let go
        await().until(() -> gateway.process().log().contains("client-gone"));
        gate.countDown();

        gateway.services().answer(Reply.json(201, "{}"));
        var results = Results.of(caller.send(outbox.burst()));

        for (int i = 0; i < AT_ONCE; i++) {
            results.of(i).is(201, "replayed", true);
        }
        for (int i = AT_ONCE; i < 40; i++) {
            results.of(i).succeeded();
        }
        assertThat(gateway.forwarded()).hasSize(40);
    }

    @Test
    void postWhenTheCallerHasTwoBurstsUnderWayThenRateLimitedAndOthersAreNot() throws Exception {
        var gate = new CountDownLatch(1);
        gateway.services().answer(request -> new Reply.Held(gate, Reply.json(201, "{}")));

        try (var _ = send(orders(1).burst());
                var _ = send(orders(1).burst())) {
            await().until(() -> gateway.forwarded().size() == 2);

            assertProblem(caller.send(orders(1).burst()))
                    .is(429, Code.RATE_LIMITED)
                    .saysWhenToRetry();
            gateway.services().answer(Reply.json(201, "{}"));
            Results.of(gateway.caller().send(orders(1).burst())).of(0).succeeded();
            gate.countDown();
        }
        await().until(() -> caller.send(orders(1).burst()).status() == 200);
    }

    private Socket send(Request request) throws IOException {
        var socket = new Socket("localhost", gateway.port());
        socket.getOutputStream()
                .write(request.with("Authorization", "Bearer " + caller.token()).bytes());
        return socket;
    }

    /// The lines of an answer whose chunks are one line each.
    private static BufferedReader lines(Socket socket) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)) {
            @Override
            public String readLine() throws IOException {
                var line = super.readLine();
                while (line != null && !line.startsWith("{")) {
                    line = super.readLine();
                }
                return String.valueOf(line);
            }
        };
        return reader;
    }
}
