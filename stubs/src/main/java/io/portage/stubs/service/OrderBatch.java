package io.portage.stubs.service;

import io.portage.contract.Dedupe.Carrier;
import io.portage.contract.Operation;
import io.portage.stubs.http.HttpResponse;
import io.portage.stubs.http.Json;
import io.portage.stubs.traffic.Effects;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Many orders in one request: each item has its own key and its own result, and none depends on another.
final class OrderBatch {
    private final Operation createOperation;
    private final Behaviour createOne;
    private final RepeatMemory repeats;
    private final Effects effects;

    /// @param createOperation the operation that each item stands for, whose remembered answers it shares
    OrderBatch(Operation createOperation, Behaviour createOne, RepeatMemory repeats, Effects effects) {
        this.createOperation = createOperation;
        this.createOne = createOne;
        this.repeats = repeats;
        this.effects = effects;
    }

    HttpResponse create(Call call) {
        var items = call.json().path("items");
        if (!items.isArray() || items.isEmpty()) {
            throw ServiceError.invalid("items: " + items + " (expected: a list of at least one order)");
        }
        var body = Json.object();
        var results = body.putArray("results");
        for (int i = 0; i < items.size(); i++) {
            results.add(result(i, items.path(i), call));
        }
        return HttpResponse.json(200, body);
    }

    private ObjectNode result(int index, JsonNode item, Call batch) {
        var call = new Call(createOperation, Map.of(), batch.caller(), batch.request(), item);
        var response = once(call, batch.operation());
        var result = Json.object().put("index", index);
        call.bodyKey().ifPresent(key -> result.put("clientMutationId", key));
        result.put("status", response.status()).set("body", Json.parse(response.body()));
        return result;
    }

    private HttpResponse once(Call item, Operation batch) {
        try {
            return batch.dedupe().carriers().contains(Carrier.ITEM)
                    ? repeats.recall(item).orElseGet(() -> createAndCount(item, batch))
                    : createAndCount(item, batch);
        } catch (ServiceError e) {
            return Replies.error(e);
        }
    }

    private HttpResponse createAndCount(Call item, Operation batch) {
        var response = createOne.answer(item);
        repeats.remember(item, response);
        effects.happened(
                item.tenant(),
                batch.service(),
                batch.id(),
                item.bodyKey().orElse(null),
                item.idempotencyKey().orElse(null));
        return response;
    }
}
