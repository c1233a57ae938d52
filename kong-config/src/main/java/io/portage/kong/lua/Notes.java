package io.portage.kong.lua;

import io.portage.kong.lua.Scan.Ends;
import io.portage.kong.lua.Scan.Reason;
import io.portage.kong.read.Position;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What was found so far.
final class Notes {
    private final Set<Touch> touches = new LinkedHashSet<>();
    private final Set<Reason> reasons = new LinkedHashSet<>();
    private boolean ended;
    private boolean goesOn;

    void touch(Touch touch) {
        touches.add(touch);
    }

    void reason(String text, Position at) {
        reasons.add(new Reason(text, at));
    }

    /// On some way the request ends.
    void ended() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /// On some way it goes on.
    void goesOn() {
        goesOn = true;
    }

    Scan scan() {
        var ends = !goesOn ? Ends.ALWAYS : ended ? Ends.SOMETIMES : Ends.NEVER;
        return new Scan(List.copyOf(touches), !reasons.isEmpty(), List.copyOf(reasons), ends, null);
    }
}
