package io.portage.kong.effective;

import io.portage.kong.model.Consumer;
import io.portage.kong.model.Scope;
import org.jspecify.annotations.Nullable;

/// For whom a request is, once somebody was authenticated.
///
/// @param consumer null for any member of the group
/// @param group the consumer group that counts; null for none
public record Caller(@Nullable Consumer consumer, @Nullable String group) {
    /// Whether an instance of that scope can be for them.
    boolean isIn(Scope scope) {
        var consumerFits = scope.consumer() == null || scope.consumer() == consumer;
        var groupFits = scope.consumerGroup() == null || scope.consumerGroup().equals(group);
        return consumerFits && groupFits;
    }

    public String label() {
        return consumer != null ? consumer.label() : "any of group " + group;
    }
}
