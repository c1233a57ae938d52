package io.portage.stubs.service;

import io.portage.contract.SyncContract;
import io.portage.stubs.http.HttpResponse;
import io.portage.stubs.http.Json;
import io.portage.stubs.traffic.Effects;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Orders: their status machine, the decision support that looks at each, batches, and order sets.
final class OrderService implements StubService {
    private static final Set<String> TYPES = Set.of("lab", "radiology", "medication", "referral");
    private static final Set<String> TERMINAL = Set.of("completed", "cancelled");

    private final Records orders = new Records("or-");
    private final Records orderSets = new Records("os-");
    private final DecisionSupport decisionSupport = new DecisionSupport(orders);
    private final OrderBatch batch;

    OrderService(SyncContract contract, RepeatMemory repeats, Effects effects) {
        this.batch = new OrderBatch(contract.operation("order.create"), this::create, repeats, effects);
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public Map<String, Behaviour> behaviours() {
        return Map.of(
                "order.create", this::create,
                "order.create-batch", batch::create,
                "order.cancel", this::cancel,
                "order.activate", this::activate,
                "order-set.list",
                        call -> Replies.items(orderSets.all(call.tenant()).toList()),
                "order-set.create", this::createOrderSet);
    }

    @Override
    public void reset() {
        orders.clear();
        orderSets.clear();
        decisionSupport.clear();
    }

    /// An allergy that becomes known.
    void addAllergy(String patientId, String substance) {
        decisionSupport.addAllergy(patientId, substance);
    }

    /// Completes an order in every tenant that has one of that id; says how many there were.
    int complete(String id) {
        var found = orders.everywhere(id).toList();
        found.forEach(order -> Records.change(order, Json.object().put("status", "completed")));
        return found.size();
    }

    private HttpResponse create(Call call) {
        var type = call.text("type");
        if (!TYPES.contains(type)) {
            throw ServiceError.invalid("type: " + type + " (expected: one of "
                    + TYPES.stream().sorted().toList() + ")");
        }
        var patient = call.text("patientId");
        var code = call.text("code");
        var alerts = decisionSupport.alerts(call.tenant(), patient, type, code, "");
        var content = call.content().put("status", "draft");
        content.set("alerts", alerts);
        return Replies.created("/v1/orders", orders.create(call.tenant(), content));
    }

    private HttpResponse cancel(Call call) {
        return Replies.ok(move(call, "cancelled"));
    }

    /// Decision support runs again, live, and its alerts are part of the answer.
    private HttpResponse activate(Call call) {
        var order = move(call, "active");
        order.set(
                "alerts",
                decisionSupport.alerts(
                        call.tenant(),
                        order.path("patientId").stringValue(""),
                        order.path("type").stringValue(""),
                        order.path("code").stringValue(""),
                        order.path("id").stringValue("")));
        return Replies.ok(order);
    }

    /// Moves an order on. That it has ended is said before that the client's version is old: it always is by then.
    private ObjectNode move(Call call, String status) {
        var order = orders.findOr(
                call.tenant(),
                call.variable("orderId"),
                () -> Json.object().put("type", "lab").put("status", "draft"));
        var current = order.path("status").stringValue("");
        if (TERMINAL.contains(current)) {
            throw new ServiceError(409, "ORDER_TERMINAL_STATE", "status: " + current + " (expected: draft or active)");
        }
        call.expectVersion(order);
        if (current.equals(status)) {
            throw new ServiceError(409, "ORDER_STATE_CONFLICT", "status: " + current + " (expected: draft)");
        }
        return Records.change(order, Json.object().put("status", status));
    }

    private HttpResponse createOrderSet(Call call) {
        call.text("name");
        return Replies.created("/v1/order-sets", orderSets.create(call.tenant(), call.content()));
    }
}
