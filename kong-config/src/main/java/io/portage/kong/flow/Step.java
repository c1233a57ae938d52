package io.portage.kong.flow;

import io.portage.kong.effective.Link;
import java.util.List;
import java.util.Map;

/// One plugin instance on the way of a request, and what it did to each sync header there.
///
/// @param phase `rewrite` or `access`; `nginx` for what follows all plugins
/// @param causes what changed something; a header that is not in it passed as it was
/// @param idle what it is configured to do to a sync header and did not, because nothing was left to do
/// @param ends whether no request goes on from here
public record Step(
        Link link,
        String phase,
        Map<SyncHeader, List<Cause>> causes,
        Map<SyncHeader, List<Cause>> idle,
        boolean ends) {}
