package io.portage.bench.burst;

import org.jspecify.annotations.Nullable;

/// What one turn came to.
///
/// @param mutations as expected
/// @param unexpected requests or bursts that should have been answered otherwise
/// @param example one of them; null where there are none
/// @param forwarded how many requests reached the service
/// @param cpuMicros CPU time of the gateway for a mutation
/// @param wallMillis how long a burst took, or as many POSTs, or the one alone; the median
/// @param aheadMillis by how much the first line was ahead of the last call to the service, at least; null but for
///     lines
public record BurstTurn(
        Way way,
        int round,
        long mutations,
        long unexpected,
        @Nullable String example,
        long forwarded,
        double cpuMicros,
        double wallMillis,
        @Nullable Double aheadMillis) {}
