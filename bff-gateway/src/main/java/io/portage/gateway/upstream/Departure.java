package io.portage.gateway.upstream;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Whether a request has left: decided once, so that one that was given up while its connection came up, or that waited
/// for one for too long, never leaves.
final class Departure {
    private enum State {
        WAITING,
        LEFT,
        STOPPED,
        LATE
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final @Nullable NotAfter notAfter;

    Departure(@Nullable NotAfter notAfter) {
        this.notAfter = notAfter;
    }

    /// Called with the connection in hand, before the first byte.
    ///
    /// @throws IllegalStateException where the request was given up, or it is too late
    void leave() {
        var next = notAfter != null && notAfter.isPast() ? State.LATE : State.LEFT;
        if (!state.compareAndSet(State.WAITING, next) || next == State.LATE) {
            throw new IllegalStateException("the request was given up (expected: still awaited)");
        }
    }

    /// Gives a request up that has not left; false where it has.
    boolean stop() {
        return state.compareAndSet(State.WAITING, State.STOPPED) || state.get() != State.LEFT;
    }

    /// Whether it did not leave because it was too late.
    boolean isLate() {
        return state.get() == State.LATE;
    }
}
