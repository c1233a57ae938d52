package io.portage.kong.flow;

import io.portage.kong.model.Route;
import java.util.Map;

/// What becomes of the sync headers on one route.
public record RouteVerdict(Route route, Map<SyncHeader, HeaderVerdict> headers) {
    /// What becomes of one of them.
    public HeaderVerdict of(SyncHeader header) {
        return headers.getOrDefault(header, HeaderVerdict.PRESERVED);
    }

    public Verdict worst() {
        return headers.values().stream().map(HeaderVerdict::verdict).reduce(Verdict.PRESERVED, Verdict::worst);
    }
}
