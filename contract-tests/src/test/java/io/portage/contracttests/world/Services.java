package io.portage.contracttests.world;

import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.RecordingUpstream;
import io.portage.contracttests.wire.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The four services as recorders. Questions about delegations are answered apart from what is forwarded.
public final class Services implements AutoCloseable {
    public static final List<String> NAMES = List.of("registration", "patient-portal", "immunizations", "orders");
    private static final String DELEGATION_CHECK = "/v1/portal/delegations/check";

    private final Map<String, RecordingUpstream> recorders = new LinkedHashMap<>();
    private volatile Function<Message, Reply> script = Services::success;
    private volatile boolean delegated = true;

    public Services() {
        NAMES.forEach(name -> recorders.put(name, new RecordingUpstream(this::reply)));
    }

    private Reply reply(Message request) {
        return isDelegationCheck(request) ? Reply.json(200, "{\"active\":" + delegated + "}") : script.apply(request);
    }

    private static Reply success(Message request) {
        return Reply.json(request.method().equals("GET") ? 200 : 201, "{\"id\":\"x\"}");
    }

    private static boolean isDelegationCheck(Message request) {
        return request.path().equals(DELEGATION_CHECK);
    }

    /// How every service answers from now on, until `reset`.
    public void answer(Reply reply) {
        script = _ -> reply;
    }

    public void answer(Function<Message, Reply> next) {
        script = next;
    }

    /// Whether callers may act for others.
    public void delegated(boolean active) {
        delegated = active;
    }

    /// Forgets what was received and answers with success again.
    public void reset() {
        recorders.values().forEach(RecordingUpstream::clear);
        script = Services::success;
        delegated = true;
    }

    /// What was forwarded to any service.
    public List<Message> received() {
        return recorders.keySet().stream()
                .flatMap(name -> received(name).stream())
                .toList();
    }

    /// What was forwarded to that service.
    public List<Message> received(String service) {
        return recorder(service).received().stream()
                .filter(request -> !isDelegationCheck(request))
                .toList();
    }

    /// The questions about delegations.
    public List<Message> delegationChecks() {
        return recorder("patient-portal").received().stream()
                .filter(Services::isDelegationCheck)
                .toList();
    }

    public int port(String service) {
        return recorder(service).port();
    }

    /// The services' addresses as the gateway's properties.
    public Map<String, String> properties() {
        return NAMES.stream()
                .collect(Collectors.toMap(
                        name -> "portage.services." + name + ".url", name -> "http://localhost:" + port(name)));
    }

    private RecordingUpstream recorder(String service) {
        var recorder = recorders.get(service);
        if (recorder == null) {
            throw new IllegalArgumentException("service: " + service + " (expected: one of " + NAMES + ")");
        }
        return recorder;
    }

    @Override
    public void close() {
        recorders.values().forEach(RecordingUpstream::close);
    }
}
