package io.portage.launcher.chaos;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One thing that a user wants done: a mutation with its key, and how the phone goes about it.
///
/// @param key its key, the same in every repeat
/// @param tenant the user's; two tenants may have the same key at the same time
/// @param kind what it is
/// @param at when the phone begins
/// @param queued how long it had waited in the phone's queue before; null where it had not
/// @param copies how many requests go out at once, each to another gateway as far as there are any
/// @param hangsUpAfter when the phone hangs up on the first request; null where it waits
/// @param seed of the phone's own choices
record Errand(
        String key,
        String tenant,
        Kind kind,
        Duration at,
        @Nullable Duration queued,
        int copies,
        @Nullable Duration hangsUpAfter,
        long seed) {
    /// Where most users are.
    static final String HOME = "north";
    /// Where somebody else has the same key.
    static final String ABROAD = "south";

    /// No other errand's, whereas its key may be.
    String name() {
        return tenant + "." + key;
    }
}
