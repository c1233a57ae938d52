package io.portage.launcher.chaos;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One thing that a user wants done: a mutation with its key, and how the phone goes about it.
///
/// @param key its key, the same in every repeat
/// @param kind what it is
/// @param at when the phone begins
/// @param queued how long it had waited in the phone's queue before; null where it had not
/// @param twice whether the first request goes out twice at once
/// @param hangsUpAfter when the phone hangs up on the first request; null where it waits
/// @param seed of the phone's own choices
record Errand(
        String key,
        Kind kind,
        Duration at,
        @Nullable Duration queued,
        boolean twice,
        @Nullable Duration hangsUpAfter,
        long seed) {}
