package io.portage.kong.diff;

import io.portage.kong.flow.SyncHeader;
import io.portage.kong.flow.Verdict;
import org.jspecify.annotations.Nullable;

/// What becomes of a header now, and became of it before.
///
/// @param was null where there was no such route
/// @param is null where there is none any more
/// @param because who does it, in words; empty where nobody does anything
public record HeaderChange(
        SyncHeader header, @Nullable Verdict was, @Nullable Verdict is, String because) {
    /// Whether less is sure of it than was, or of a new route than should be.
    public boolean isWorse() {
        var before = was == null ? Verdict.TERMINATED : was;
        return is != null && is.compareTo(before) > 0 && is.compareTo(Verdict.MINTED) > 0;
    }

    /// Whether more is sure of it.
    public boolean isBetter() {
        return was != null && is != null && is.compareTo(was) < 0 && was.compareTo(Verdict.MINTED) > 0;
    }
}
