package io.portage.gateway.problem;

/// The store cannot be reached, or has no room.
public final class StoreUnavailableException extends RuntimeException {
    private final boolean silent;

    /// What was asked has not been done.
    public StoreUnavailableException(String message) {
        this(message, false);
    }

    /// @param silent whether no answer came, so that what was asked may have been done all the same
    public StoreUnavailableException(String message, boolean silent) {
        super(message, null, false, false);
        this.silent = silent;
    }

    public boolean isSilent() {
        return silent;
    }
}
