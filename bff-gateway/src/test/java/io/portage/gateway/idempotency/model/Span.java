package io.portage.gateway.idempotency.model;

/// Time that passes. A lease takes seconds, a window hours, a record lasts days: unless it is exact, a span of seconds
/// does not count against hours and days. There are far fewer leases in a world than would add up to minutes.
///
/// @param millis how long
record Span(long millis, boolean exact) {
    boolean isLong() {
        return millis >= Times.LONG;
    }

    /// An instant in the future, by its distance, once the span is over; passed where it comes to `passed`.
    long until(long instant, long passed) {
        return isCounted(instant) ? Math.max(instant - millis, passed) : instant;
    }

    /// An instant of the past, which does not go further back than is of interest.
    long since(long instant, long oldest) {
        return exact || isLong() ? Math.max(instant - millis, oldest) : instant;
    }

    private boolean isCounted(long instant) {
        return exact || isLong() || instant < Times.LONG;
    }
}
