package io.portage.launcher.chaos;

/// One request with a key and what came of it. Times are nanoseconds since the schedule began.
///
/// @param gateway which gateway was asked
record Exchange(Why what, int gateway, long started, long ended, Outcome outcome) {
    private static final double NANOS = 1e9;

    String shown() {
        return "%.3f-%.3f s, %s, gateway %d: %s"
                .formatted(started / NANOS, ended / NANOS, what.shown(), gateway, outcome.shown());
    }
}
