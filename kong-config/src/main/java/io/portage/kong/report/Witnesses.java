package io.portage.kong.report;

import io.portage.kong.flow.RouteVerdict;
import io.portage.kong.flow.SyncHeader;
import io.portage.kong.flow.Witness;
import io.portage.kong.model.Finding;
import io.portage.kong.verify.Verification;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The requests that show what findings say.
final class Witnesses {
    private final Map<String, RouteVerdict> routes = new HashMap<>();

    Witnesses(Verification verification) {
        verification.routes().forEach(it -> routes.put(it.route().label(), it));
    }

    /// A request that shows it; empty where the finding is about no header that is lost.
    Optional<String> of(Finding finding) {
        if (finding.route() == null || finding.header() == null) {
            return Optional.empty();
        }
        var route = Optional.ofNullable(routes.get(finding.route()));
        var header = SyncHeader.named(finding.header());
        return route.flatMap(it -> header.flatMap(name -> Witness.of(it.route(), name, it.of(name))))
                .map(Witness::toString);
    }
}
