package io.portage.launcher.chaos;

import java.time.Duration;
import java.util.List;

/// What happens, and when: the errands of clients, and what goes wrong meanwhile.
///
/// @param seed from which all of it follows
record Schedule(long seed, List<Planned> disturbances, List<Errand> errands) {
    /// @param at how long after the beginning
    record Planned(Duration at, Disturbance what) {}

    Schedule {
        disturbances = List.copyOf(disturbances);
        errands = List.copyOf(errands);
    }
}
