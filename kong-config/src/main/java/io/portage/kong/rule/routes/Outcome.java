package io.portage.kong.rule.routes;

import io.portage.kong.model.Plugin;
import io.portage.kong.model.Route;
import io.portage.kong.rule.RuleContext;
import java.util.List;

/// Whether it matters which of two routes takes a request.
public final class Outcome {
    private Outcome() {}

    /// Whether the same plugins run, and the same service gets the same path.
    public static boolean isSame(RuleContext context, Route one, Route other) {
        return one.service() == other.service()
                && one.stripPath() == other.stripPath()
                && one.preserveHost() == other.preserveHost()
                && one.protocols().equals(other.protocols())
                && areSame(context.on(one), context.on(other));
    }

    private static boolean areSame(List<Plugin> some, List<Plugin> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (var i = 0; i < some.size(); i++) {
            if (some.get(i) != others.get(i)) {
                return false;
            }
        }
        return true;
    }
}
