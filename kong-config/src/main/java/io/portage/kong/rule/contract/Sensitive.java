package io.portage.kong.rule.contract;

import io.portage.kong.model.Route;
import io.portage.kong.rule.RuleContext;
import java.util.stream.Stream;

/// Routes that carry patients' data: those tagged `phi`, and those that take operations of the sync contract.
public final class Sensitive {
    private static final String TAG = "phi";

    private Sensitive() {}

    public static boolean is(RuleContext context, Route route) {
        var service = route.service();
        var tags = Stream.concat(route.tags().stream(), service == null ? Stream.empty() : service.tags().stream());
        return tags.anyMatch(TAG::equalsIgnoreCase) || context.takesOperation(route);
    }
}
