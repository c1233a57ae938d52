package io.portage.launcher.chaos;

import io.portage.stubs.traffic.Fault;
import io.portage.stubs.traffic.Fault.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// How a service misbehaves.
enum Spoiling {
    SLOW,
    RESET,
    CLOSE,
    TRUNCATE,
    /// A failure that leaves open what happened.
    ERROR,
    PAGE,
    /// Says that nothing happened, and to come again.
    BUSY,
    LIMITED;

    /// After these nobody knows the outcome; a key of the portal must then never be sent again.
    private static final List<Spoiling> LEAVE_OPEN = List.of(SLOW, RESET, CLOSE, TRUNCATE, ERROR, PAGE);

    static Spoiling any(Random random, String service) {
        var choice = service.equals("patient-portal") ? LEAVE_OPEN : List.of(values());
        return choice.get(random.nextInt(choice.size()));
    }

    Fault fault(String service, Duration delay, int times) {
        var fault = switch (this) {
            case SLOW -> Fault.delay(service, delay.plusMillis(1));
            case RESET -> Fault.of(service, Kind.RESET);
            case CLOSE -> Fault.of(service, Kind.CLOSE);
            case TRUNCATE -> Fault.of(service, Kind.TRUNCATE);
            case ERROR -> Fault.of(service, Kind.STATUS).status(500);
            case PAGE -> Fault.of(service, Kind.HTML).status(502);
            case BUSY -> Fault.of(service, Kind.STATUS).status(503).header("Retry-After", "1");
            case LIMITED -> Fault.of(service, Kind.STATUS).status(429).header("Retry-After", "1");
        };
        return fault.after(this == SLOW ? fault.delay() : delay).times(times);
    }
}
