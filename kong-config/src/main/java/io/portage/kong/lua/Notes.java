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
    private Ends ends = Ends.NEVER;

    void touch(Touch touch) {
        touches.add(touch);
    }

    void reason(String text, Position at) {
        reasons.add(new Reason(text, at));
    }

    void ends(Ends sure) {
        ends = ends.compareTo(sure) >= 0 ? ends : sure;
    }

    Scan scan() {
        return new Scan(List.copyOf(touches), !reasons.isEmpty(), List.copyOf(reasons), ends, null);
    }
}
