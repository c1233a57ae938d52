package io.portage.gateway.session.embedded;

import io.portage.gateway.session.SessionStore;
import java.time.Duration;
import java.time.InstantSource;

/// Stores for tests of what uses one.
public final class TestSessionStores {
    private TestSessionStores() {}

    public static SessionStore embedded(InstantSource clock) {
        return new EmbeddedSessionStore(1_000, 32, Duration.ofMinutes(30), clock);
    }
}
