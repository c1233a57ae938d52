package io.portage.launcher.chaos;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How much chaos there is to be.
///
/// @param schedules how many schedules
/// @param seed of the first schedule; each further one has the next number
/// @param operations mutations in each schedule
/// @param gateways gateways that share one Redis
/// @param keepGoing whether schedules go on after a violation
/// @param folder for logs, for what Redis keeps, and for the contract of the gateways
/// @param report where everything that was counted and found is written; null where nobody wants it
public record ChaosSettings(
        int schedules,
        long seed,
        int operations,
        int gateways,
        boolean keepGoing,
        Path folder,
        @Nullable Path report) {}
