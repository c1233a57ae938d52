package io.portage.contract;

import java.time.Duration;
import java.util.List;

/// What the gateway adds to a read: validators, and a copy for the time when the service is down.
public sealed interface Projection {
    /// Nothing: answers pass as they come.
    record None() implements Projection {}

    /// Every answer that is small enough carries an entity tag, and is confirmed by it.
    record Validated() implements Projection {}

    /// Beside that, the last good answer is shown again while the service is down.
    ///
    /// @param staleIfError how old it may be then, counted from the service's last word
    /// @param patient where a request names the patient whose data it asks for
    record LastGood(Duration staleIfError, PatientPlace patient) implements Projection {}

    /// Where a request names a patient. One that names none is never answered with a copy, since nobody could say
    /// whether its caller may still see it.
    ///
    /// @param segment the segment of the path after which the patient's id stands
    /// @param parameters parameters of the query whose value is a patient's id
    record PatientPlace(String segment, List<String> parameters) {
        public PatientPlace {
            parameters = List.copyOf(parameters);
        }
    }
}
