package io.portage.launcher.chaos;

import java.time.Duration;

/// The times of gateways and phones, all short, so that much can go wrong in a few seconds.
final class Timing {
    /// How long services may take, in place of what the sync contract says.
    static final Duration SERVICE = Duration.ofSeconds(1);
    /// The shortest that gateways accept.
    static final Duration LEASE_MARGIN = Duration.ofSeconds(5);
    /// How long a key stays with an owner of whom nothing is heard.
    static final Duration LEASE = SERVICE.plus(LEASE_MARGIN);
    /// How long a phone waits for an answer.
    static final Duration PATIENCE = Duration.ofMillis(2500);
    /// In this time clients begin, and things go wrong.
    static final Duration STORM = Duration.ofSeconds(3);
    /// In this time after the storm every client must have its final answer: a lease may have to end first, and the
    /// machine may be busy with something else.
    static final Duration DRAIN = LEASE.plusSeconds(34);
    /// In this time a client that asks once more, while all is well, must have a final answer.
    static final Duration LAST_WORD = LEASE.plusSeconds(20);

    private Timing() {}
}
