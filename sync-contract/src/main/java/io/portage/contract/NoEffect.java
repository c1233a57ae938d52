package io.portage.contract;

import java.util.List;

/// Which answers of a service say that the mutation had no effect, so that its key is free again.
///
/// @param statuses ranges of statuses that always say so
/// @param withRetryAfter statuses that say so where the answer carries `Retry-After`
public record NoEffect(List<StatusRange> statuses, List<StatusRange> withRetryAfter) {
    /// Statuses from `first` to `last`, both included.
    public record StatusRange(int first, int last) {
        boolean contains(int status) {
            return first <= status && status <= last;
        }
    }

    public NoEffect {
        statuses = List.copyOf(statuses);
        withRetryAfter = List.copyOf(withRetryAfter);
    }

    /// Whether an answer with this status says that nothing happened.
    public boolean holds(int status, boolean hasRetryAfter) {
        return contains(statuses, status) || (hasRetryAfter && contains(withRetryAfter, status));
    }

    private static boolean contains(List<StatusRange> ranges, int status) {
        return ranges.stream().anyMatch(range -> range.contains(status));
    }
}
