package io.portage.gateway.upstream;

import java.util.concurrent.atomic.AtomicReference;

/// Whether a request has left: decided once, so that one that was given up while its connection came up never leaves.
final class Departure {
    private enum State {
        WAITING,
        LEFT,
        STOPPED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /// Called with the connection in hand, before the first byte.
    ///
    /// @throws IllegalStateException where the request was given up
    void leave() {
        if (!state.compareAndSet(State.WAITING, State.LEFT)) {
            throw new IllegalStateException("the request was given up (expected: still awaited)");
        }
    }

    /// Gives a request up that has not left; false where it has.
    boolean stop() {
        return state.compareAndSet(State.WAITING, State.STOPPED) || state.get() == State.STOPPED;
    }
}
