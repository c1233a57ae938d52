package io.portage.gateway.idempotency;

/// The store cannot be reached, or has no room.
public final class StoreUnavailableException extends RuntimeException {
    public StoreUnavailableException(String message) {
        super(message, null, false, false);
    }
}
