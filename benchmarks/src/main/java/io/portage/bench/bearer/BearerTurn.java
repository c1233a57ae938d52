package io.portage.bench.bearer;

import org.jspecify.annotations.Nullable;

/// What one turn came to.
///
/// @param answers as expected
/// @param unexpected answers that should have been others
/// @param example one of them; null where there are none
/// @param cpuMicros CPU time of the gateway for a request
/// @param perSecond requests a second
public record BearerTurn(
        Bearer bearer,
        int round,
        long answers,
        long unexpected,
        @Nullable String example,
        double cpuMicros,
        double perSecond) {}
