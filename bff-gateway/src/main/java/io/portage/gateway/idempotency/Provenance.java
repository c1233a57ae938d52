package io.portage.gateway.idempotency;

import org.jspecify.annotations.Nullable;

/// What an answer was for: by this it is decided whether a caller may still see it.
///
/// @param operation id of the operation
/// @param patient for whom it was made, as the request named them; null where it named nobody
public record Provenance(String operation, @Nullable String patient) {
    int size() {
        return operation.length() + (patient == null ? 0 : patient.length());
    }
}
