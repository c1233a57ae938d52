package io.portage.gateway.sync.burst;

import io.portage.gateway.headers.Key;
import io.portage.gateway.problem.Rejection;
import org.jspecify.annotations.Nullable;

/// One entry of a burst, in its place.
sealed interface Entry {
    Label label();

    /// The key by which others may name it; null where it has none that can be read.
    @Nullable
    Key key();

    /// What a result repeats of its entry, so that a client finds it again.
    ///
    /// @param index place in the burst, from 0
    /// @param id the client's own name for it; null where it has none that can be repeated
    /// @param clientMutationId its key as it was written; null where it has none
    record Label(int index, @Nullable String id, @Nullable String clientMutationId) {
        /// Where it stands in the burst, as a JSON pointer.
        String pointer() {
            return "/mutations/" + index;
        }
    }

    /// One that can be read.
    record Readable(Label label, Key key, Item item) implements Entry {}

    /// One that cannot.
    record Unreadable(Label label, @Nullable Key key, Rejection rejection) implements Entry {}
}
