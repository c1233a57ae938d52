package io.portage.bench.engine;

import org.jspecify.annotations.Nullable;

/// What is asked of a gateway.
public enum Kind {
    /// A POST without a key: forwarded, and nothing is claimed or recorded.
    PLAIN("no key", null),
    /// A POST with a key of its own: claimed, forwarded, recorded.
    KEYED("new key", "executed"),
    /// A POST with a key that is done: answered from the record.
    REPLAY("replay", "replayed");

    private final String title;
    private final @Nullable String idempotencyStatus;

    Kind(String title, @Nullable String idempotencyStatus) {
        this.title = title;
        this.idempotencyStatus = idempotencyStatus;
    }

    /// How it is called in tables.
    public String title() {
        return title;
    }

    /// What the answers say of themselves.
    @Nullable
    String idempotencyStatus() {
        return idempotencyStatus;
    }
}
