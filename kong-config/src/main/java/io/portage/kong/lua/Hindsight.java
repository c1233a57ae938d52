package io.portage.kong.lua;

import java.util.HashSet;
import java.util.Set;

/// What an earlier run of the same code found out, too late for itself.
final class Hindsight {
    private final Set<Symbol> shared = new HashSet<>();
    private boolean blind;
    private boolean again;

    boolean isShared(Symbol symbol) {
        return shared.contains(symbol);
    }

    /// A variable that changes when nobody looks.
    void share(Symbol symbol) {
        again |= shared.add(symbol);
    }

    boolean isBlind() {
        return blind;
    }

    /// Headers change when nobody looks.
    void blind() {
        again |= !blind;
        blind = true;
    }

    /// Whether something was found out since this was asked last.
    boolean takeAgain() {
        boolean was = again;
        again = false;
        return was;
    }
}
