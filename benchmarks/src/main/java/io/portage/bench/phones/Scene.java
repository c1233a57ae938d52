package io.portage.bench.phones;

import java.time.Duration;

/// Who comes back, and what happens besides.
///
/// @param phones how many
/// @param seed of all that is random: the same phones with the same outboxes come back at the same instants
/// @param within all of them come back within this time
/// @param rate single requests a second, from before to after
/// @param quiet how long single requests are alone, before and after
public record Scene(int phones, long seed, Duration within, int rate, Duration quiet) {
    /// Mutations in an outbox, at most; at least one.
    static final int LARGEST_OUTBOX = 20;

    /// One phone in so many is of the small tenant.
    static final int SMALL_TENANT = 20;

    /// One phone in so many loses its connection after the first result.
    static final int CUT_OFF = 20;

    public static Scene full(int phones, long seed) {
        return new Scene(phones, seed, Duration.ofSeconds(1), 50, Duration.ofSeconds(15));
    }

    /// A few phones, to see that all of it works; the numbers mean nothing.
    public static Scene smoke(long seed) {
        return new Scene(200, seed, Duration.ofSeconds(1), 20, Duration.ofSeconds(1));
    }

    /// The phones that make the gateway warm; nobody counts them.
    Scene rehearsal() {
        return new Scene(Math.max(1, phones / 10), seed + 1, Duration.ofSeconds(5), rate, quiet);
    }
}
