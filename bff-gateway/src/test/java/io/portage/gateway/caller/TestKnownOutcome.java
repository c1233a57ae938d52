package io.portage.gateway.caller;

import io.portage.gateway.idempotency.IdempotencyStore;

/// The refusal that asks a store of a test.
public final class TestKnownOutcome {
    private TestKnownOutcome() {}

    public static KnownOutcome over(IdempotencyStore store) {
        return new KnownOutcome(store);
    }
}
