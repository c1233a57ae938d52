package io.portage.contracttests.headers;

import io.portage.contract.OperationMatch;
import io.portage.contract.SyncContract;
import io.portage.contracttests.sample.TimedKeys;
import io.portage.contracttests.wire.HeaderLine;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.RecordingUpstream;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Services;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/// The least that keeps the header contract, and a fault on purpose: what the contract's own tests are measured with.
final class ForwardingProxy implements AutoCloseable {
    private static final String CORRELATION_ID = SyncHeader.CORRELATION_ID.canonical();
    private final SyncContract contract = SyncContract.bundled();
    private final Services services;
    private final UnaryOperator<List<HeaderLine>> fault;
    private final RecordingUpstream server;

    ForwardingProxy(Services services, UnaryOperator<List<HeaderLine>> fault) {
        this.services = services;
        this.fault = fault;
        this.server = new RecordingUpstream(this::forward);
    }

    int port() {
        return server.port();
    }

    private Reply forward(Message request) {
        var headers = new ArrayList<>(request.headers());
        var given = request.header(CORRELATION_ID);
        var id = given == null ? TimedKeys.UUID_V7.at(Instant.now(), new Random()) : given;
        if (given == null) {
            headers.add(new HeaderLine(CORRELATION_ID, id));
        }
        var answered = new HeaderLine(CORRELATION_ID, id);
        if (request.header("Authorization") == null) {
            return Reply.json(401, "{\"correlationId\":\"" + id + "\"}", answered);
        }
        var onward = new Request(request.method(), request.target(), fault.apply(headers), request.body());
        var answer = RawClient.send(services.port(owner(request)), onward);
        return Reply.json(answer.status(), answer.text(), answered);
    }

    private String owner(Message request) {
        return switch (contract.match(request.method(), request.path())) {
            case OperationMatch.Found found -> found.operation().service();
            case OperationMatch other -> throw new IllegalStateException(request + ": " + other);
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
