package io.portage.gateway.problem;

/// Carries a rejection from the station that refuses to the one writer of problems; without stack, since it is no bug.
public final class RejectedException extends RuntimeException {
    private final transient Rejection rejection;

    RejectedException(Rejection rejection) {
        super(rejection.code() + ": " + rejection.detail(), null, false, false);
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }
}
