package io.portage.contract;

import java.time.Duration;

/// Questions about queue rules that need no request.
final class QueueRules {
    private QueueRules() {}

    /// The longest time a mutation under this rule may wait; zero where it never may.
    static Duration limit(QueueRule rule) {
        return switch (rule) {
            case QueueRule.Never() -> Duration.ZERO;
            case QueueRule.Within within -> within.limit();
            case QueueRule.PerItem perItem -> limit(perItem.each());
        };
    }
}
