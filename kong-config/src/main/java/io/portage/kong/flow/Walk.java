package io.portage.kong.flow;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One way that requests of a route can take through the plugins.
///
/// @param caller for whom; null for anybody that no instance is for
/// @param headers what becomes of each header on this way
public record Walk(@Nullable String caller, List<Step> steps, Map<SyncHeader, HeaderVerdict> headers) {
    public Walk {
        steps = List.copyOf(steps);
    }
}
