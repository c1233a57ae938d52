package io.portage.kong.rule;

import io.portage.kong.model.Finding;
import java.util.stream.Stream;

/// One thing that a configuration should not do, beyond what a proof says.
public interface Rule {
    RuleInfo info();

    /// Every place where it is done.
    Stream<Finding> check(RuleContext context);
}
