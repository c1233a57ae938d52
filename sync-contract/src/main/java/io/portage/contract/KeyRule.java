package io.portage.contract;

import org.jspecify.annotations.Nullable;

/// Whether an operation takes an idempotency key, and where its body may carry one.
///
/// @param need whether a key is required, supported or without meaning
/// @param body where the body carries the key; null where only the header does
public record KeyRule(Need need, @Nullable JsonPointer body) {
    /// How much an operation wants a key.
    public enum Need {
        /// A read: a key means nothing.
        NONE,
        /// A key makes the mutation take effect at most once; without one it is forwarded as it is.
        SUPPORTED,
        /// Without a key the mutation is refused.
        REQUIRED
    }
}
