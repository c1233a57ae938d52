package io.portage.contract;

import java.time.Duration;
import java.util.Set;

/// By what the owning service itself recognises a mutation that reaches it twice.
///
/// @param carriers what the service looks at; empty where it recognises nothing
/// @param window for how long the service remembers what it saw
public record Dedupe(Set<Carrier> carriers, Duration window) {
    /// Something in a request that a service recognises.
    public enum Carrier {
        /// The `Idempotency-Key` header.
        HEADER,
        /// The key in the body, at the operation's key pointer.
        BODY,
        /// The version in the body: a second effect would be a conflict.
        VERSION,
        /// The key of each item of a batch.
        ITEM
    }

    public Dedupe {
        carriers = Set.copyOf(carriers);
    }
}
