package io.portage.gateway.mutation;

/// How much time has passed, whatever anybody does to the clock on the wall.
@FunctionalInterface
public interface MonotonicClock {
    /// Nanoseconds since some instant.
    long nanos();
}
