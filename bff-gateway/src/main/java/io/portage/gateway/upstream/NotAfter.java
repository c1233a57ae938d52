package io.portage.gateway.upstream;

import java.util.function.LongSupplier;

/// Until when a request may leave: later, it could meet another attempt of the same mutation.
///
/// @param clock nanoseconds since some instant, whatever anybody does to the clock on the wall
/// @param nanos the instant, by that clock
public record NotAfter(LongSupplier clock, long nanos) {
    boolean isPast() {
        return clock.getAsLong() - nanos >= 0;
    }
}
