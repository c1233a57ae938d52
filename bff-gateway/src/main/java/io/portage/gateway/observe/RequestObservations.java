package io.portage.gateway.observe;

import io.micrometer.common.KeyValues;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/// Measures requests by operation: their paths, which may name a patient, are no patterns that Spring knows. An item of
/// a burst counts as the request that it stands for.
@Component
final class RequestObservations extends DefaultServerRequestObservationConvention {
    @Override
    public KeyValues getLowCardinalityKeyValues(ServerRequestObservationContext context) {
        return super.getLowCardinalityKeyValues(context).and("operation", RequestName.of(context.getAttributes()));
    }
}
