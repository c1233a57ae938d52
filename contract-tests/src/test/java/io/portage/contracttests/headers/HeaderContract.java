package io.portage.contracttests.headers;

import io.portage.contract.Operation;
import io.portage.contracttests.sample.Sample;
import io.portage.contracttests.wire.HeaderLine;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// The header contract as a function: what a gateway does to the sync headers of an operation.
public final class HeaderContract {
    static final Pattern UUID_V7 =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final AtomicLong CALLERS = new AtomicLong();
    private static final String CORRELATION_ID = SyncHeader.CORRELATION_ID.canonical();

    private final Subject gateway;
    private final Operation operation;
    private final Pattern minted;
    private final List<Violation> violations = new ArrayList<>();

    private HeaderContract(Subject gateway, Operation operation, Pattern minted) {
        this.gateway = gateway;
        this.operation = operation;
        this.minted = minted;
    }

    /// Every way in which the gateway breaks the contract for that operation; empty where it keeps it.
    ///
    /// @param seed decides the values; the same seed sends the same requests, but for times and tokens
    static List<Violation> violations(Subject gateway, Operation operation, long seed) {
        return violations(gateway, operation, seed, UUID_V7);
    }

    /// As above, where somebody in front of the gateway mints the ids.
    ///
    /// @param minted what an id looks like that the client did not send
    public static List<Violation> violations(Subject gateway, Operation operation, long seed, Pattern minted) {
        var contract = new HeaderContract(gateway, operation, minted);
        // nobody's keys are known yet, so each probe is forwarded and none replayed
        var subject = operation.id() + "-" + CALLERS.incrementAndGet();
        var token = gateway.tokens().of(subject);
        for (var probe : Probe.of(operation, subject, token, new Random(seed))) {
            contract.ask(probe);
        }
        contract.provokeError();
        return contract.violations;
    }

    private void ask(Probe probe) {
        gateway.services().reset();
        var answer = gateway.send(probe.request());
        var received = gateway.services().received(operation.service());
        if (answer.status() / 100 != 2 || received.size() != 1) {
            report(
                    "request",
                    "answered " + answer + ", reached the service " + received.size() + " times (expected: 2xx, once)");
            return;
        }
        compareHeaders(probe, received.getFirst(), answer);
        compareRest(probe.request(), received.getFirst());
    }

    private void compareHeaders(Probe probe, Message received, Message answer) {
        for (var header : SyncHeader.values()) {
            var arrived = linesOf(header, received);
            var sent = probe.sent().get(header);
            if (sent == null && header == SyncHeader.CORRELATION_ID) {
                compareMinted(arrived, answer);
            } else {
                expect(header, sent == null ? List.of() : List.of(sent), arrived, "service");
            }
        }
        var id = probe.sent().get(SyncHeader.CORRELATION_ID);
        if (id != null) {
            expect(SyncHeader.CORRELATION_ID, List.of(id), answer.values(CORRELATION_ID), "client");
        }
    }

    /// Values under any spelling of the name, those that some servers take for it included.
    private static List<String> linesOf(SyncHeader header, Message received) {
        return received.headers().stream()
                .filter(line -> line.name().replace('_', '-').equalsIgnoreCase(header.canonical()))
                .map(HeaderLine::value)
                .toList();
    }

    private void compareMinted(List<String> arrived, Message answer) {
        if (arrived.size() != 1 || !minted.matcher(arrived.getFirst()).matches()) {
            report(CORRELATION_ID, "minted " + arrived + " (expected: one id of the form " + minted + ")");
        }
        expect(SyncHeader.CORRELATION_ID, arrived, answer.values(CORRELATION_ID), "client");
    }

    private void compareRest(Request sent, Message received) {
        var line = sent.method() + " " + sent.target() + " HTTP/1.1";
        if (!received.startLine().equals(line)) {
            report("request", "sent " + line + ", the service received " + received.startLine());
        }
        if (!Arrays.equals(sent.body(), received.body())) {
            report("body", "sent " + sent.body().length + " bytes, the service received " + received);
        }
    }

    /// A refused request: its answer must name the correlation id, the client's or a minted one, in header and body.
    private void provokeError() {
        var request = Sample.of(operation, "nobody").request();
        gateway.services().reset();
        var named = gateway.send(request.with(CORRELATION_ID, "error-" + operation.id()));
        compareError(named, List.of("error-" + operation.id()));
        var unnamed = gateway.send(request);
        compareError(unnamed, unnamed.values(CORRELATION_ID));
        if (!unnamed.values(CORRELATION_ID).stream()
                .allMatch(id -> minted.matcher(id).matches())) {
            report(CORRELATION_ID, "error without an id answered " + unnamed + " (expected: a minted id)");
        }
        if (!gateway.services().received().isEmpty()) {
            report(
                    "request",
                    "a request without token reached " + gateway.services().received());
        }
    }

    private void compareError(Message answer, List<String> ids) {
        if (answer.status() != 401 || ids.size() != 1) {
            report("answer", "request without token answered " + answer + " (expected: 401 with one correlation id)");
            return;
        }
        expect(SyncHeader.CORRELATION_ID, ids, answer.values(CORRELATION_ID), "client");
        var body = Json.read(answer.text()).path("correlationId").asString("none");
        expect(SyncHeader.CORRELATION_ID, ids, List.of(body), "body of the error");
    }

    private void expect(SyncHeader header, List<String> sent, List<String> arrived, String where) {
        if (!sent.equals(arrived)) {
            report(header.canonical(), "sent " + sent + ", " + where + " received " + arrived);
        }
    }

    private void report(String part, String detail) {
        violations.add(new Violation(operation.id(), part, detail));
    }
}
