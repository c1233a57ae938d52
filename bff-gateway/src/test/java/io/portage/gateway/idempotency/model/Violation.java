package io.portage.gateway.idempotency.model;

/// A law of the world is broken.
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Violation(String law) {
        super(law, null, false, false);
    }

    static void unless(boolean holds, String law) {
        if (!holds) {
            throw new Violation(law);
        }
    }
}
