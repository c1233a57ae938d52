package io.portage.gateway.mutation;

import static io.portage.gateway.problem.ProblemCode.BODY_MALFORMED;
import static io.portage.gateway.problem.ProblemCode.IDEMPOTENCY_KEY_CONFLICT;
import static io.portage.gateway.problem.ProblemCode.IDEMPOTENCY_KEY_REQUIRED;

import io.portage.contract.Dedupe.Carrier;
import io.portage.contract.JsonPointer;
import io.portage.contract.KeyRule;
import io.portage.contract.Operation;
import io.portage.contract.QueueRule;
import io.portage.gateway.headers.Key;
import io.portage.gateway.headers.SyncHeaders;
import io.portage.gateway.json.Json;
import io.portage.gateway.offline.OfflineRules;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.Rejection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys of one mutation: in its header, in its body and, for a batch, on its items.
///
/// @param key the one key of the mutation; null where it has none
/// @param carriers by what the owning service would recognise this very request
record MutationKeys(@Nullable Key key, Set<Carrier> carriers) {
    /// Reads them.
    ///
    /// @throws io.portage.gateway.problem.RejectedException where one is missing or malformed, or two differ
    static MutationKeys read(Operation operation, SyncHeaders headers, Payload payload) {
        var inHeader = headers.key();
        var inBody = bodyKey(operation.key(), payload.json());
        if (inHeader != null && inBody != null && !inHeader.equals(inBody)) {
            throw refused(
                    IDEMPOTENCY_KEY_CONFLICT,
                    "Idempotency-Key and " + operation.key().body() + " differ (expected: the same key in both)");
        }
        var key = inHeader != null ? inHeader : inBody;
        boolean allItems = operation.queue() instanceof QueueRule.PerItem rule && itemsHaveKeys(rule, payload.json());
        if (operation.key().need() == KeyRule.Need.REQUIRED && key == null) {
            throw required(operation, operation.id() + " needs a key");
        }
        if (headers.queuedAt() != null && key == null && !allItems) {
            throw required(operation, "a mutation that was queued needs a key");
        }
        return new MutationKeys(key, carriers(operation, payload.json(), inHeader, inBody, allItems));
    }

    private static @Nullable Key bodyKey(KeyRule rule, @Nullable Json body) {
        var pointer = rule.body();
        var value = pointer == null || body == null ? null : body.at(pointer);
        return pointer == null ? null : key(value, pointer.toString());
    }

    private static @Nullable Key key(@Nullable Json value, String where) {
        if (value == null || value instanceof Json.Null) {
            return null;
        }
        if (!(value instanceof Json.Str(var text))) {
            throw refused(BODY_MALFORMED, where + ": not a string (expected: an idempotency key)");
        }
        try {
            return Key.of(text);
        } catch (IllegalArgumentException e) {
            throw refused(BODY_MALFORMED, where + ": " + e.getMessage());
        }
    }

    private static boolean itemsHaveKeys(QueueRule.PerItem rule, @Nullable Json body) {
        if (body == null || !(body.at(rule.items()) instanceof Json.Arr(List<Json> items))) {
            throw refused(BODY_MALFORMED, rule.items() + ": not an array (expected: the items of the batch)");
        }
        boolean all = !items.isEmpty();
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof Json.Obj)) {
                throw refused(BODY_MALFORMED, rule.items() + "/" + i + ": not an object (expected: an item)");
            }
            all &= key(items.get(i).at(rule.itemKey()), rule.items() + "/" + i + rule.itemKey()) != null;
        }
        return all;
    }

    private static Set<Carrier> carriers(
            Operation operation, @Nullable Json body, @Nullable Key header, @Nullable Key inBody, boolean allItems) {
        var carriers = EnumSet.noneOf(Carrier.class);
        for (var carrier : operation.dedupe().carriers()) {
            boolean carried = switch (carrier) {
                case HEADER -> header != null;
                case BODY -> inBody != null;
                case VERSION -> operation.version() != null && OfflineRules.names(body, operation.version());
                case ITEM -> allItems;
            };
            if (carried) {
                carriers.add(carrier);
            }
        }
        return carriers;
    }

    private static RuntimeException required(Operation operation, String why) {
        JsonPointer pointer = operation.key().body();
        return refused(
                IDEMPOTENCY_KEY_REQUIRED,
                why + " (expected: Idempotency-Key" + (pointer == null ? "" : " or " + pointer) + ")");
    }

    private static RuntimeException refused(ProblemCode code, String detail) {
        return Rejection.of(code, detail).asException();
    }
}
