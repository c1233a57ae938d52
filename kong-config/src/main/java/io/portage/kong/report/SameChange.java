package io.portage.kong.report;

import io.portage.kong.diff.HeaderChange;
import io.portage.kong.flow.SyncHeader;
import io.portage.kong.flow.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Headers with which the same happened.
///
/// @param first one of them, for what happened
/// @param names their names
record SameChange(HeaderChange first, List<String> names) {
    private record Key(@Nullable Verdict was, @Nullable Verdict is, String because) {}

    static List<SameChange> of(List<HeaderChange> changes) {
        var groups = new LinkedHashMap<Key, SameChange>();
        changes.forEach(it -> groups.computeIfAbsent(
                        new Key(it.was(), it.is(), it.because()), _ -> new SameChange(it, new ArrayList<>()))
                .names
                .add(it.header().header()));
        return List.copyOf(groups.values());
    }

    boolean isAll() {
        return names.size() == SyncHeader.values().length;
    }
}
