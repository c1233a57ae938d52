package io.portage.gateway.sync.burst;

import io.portage.gateway.upstream.Answer;
import org.jspecify.annotations.Nullable;

/// What is known of a mutation for those that wait for it.
sealed interface Predecessor {
    /// It took effect.
    ///
    /// @param answer its answer; null where that is not kept, or not for this caller any more
    record Done(@Nullable Answer answer) implements Predecessor {}

    /// It failed, and will not be tried again as it is.
    record Failed() implements Predecessor {}

    /// It may still take effect.
    record Held() implements Predecessor {}

    /// The caller never sent it, as far as anybody knows.
    record Missing() implements Predecessor {}
}
