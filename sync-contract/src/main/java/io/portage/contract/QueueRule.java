package io.portage.contract;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a mutation may wait in a client's offline queue before it is sent.
public sealed interface QueueRule {
    /// It must be made while connected.
    record Never() implements QueueRule {}

    /// It may wait for `limit`, where every condition holds; where one does not, it must be made while connected.
    ///
    /// @param limit the longest time in a queue
    /// @param when conditions on the body, all of which must hold
    /// @param version where the body names the version that the change was based on; null where it needs none
    record Within(
            Duration limit, List<Condition> when, @Nullable JsonPointer version) implements QueueRule {
        public Within {
            when = List.copyOf(when);
        }
    }

    /// A batch: `each` is asked for every item, and one refused item refuses the batch.
    ///
    /// @param items where the body holds the array of items
    /// @param itemKey where an item carries its own key
    /// @param each the rule of one item
    record PerItem(JsonPointer items, JsonPointer itemKey, QueueRule each) implements QueueRule {}

    /// A member of the body that decides whether queueing is allowed.
    ///
    /// @param pointer the member
    /// @param allow values with which the mutation may be queued
    /// @param refuse values with which it may not; named for documents and tests
    /// @param unknown what any other value means
    /// @param missing what a missing value means
    record Condition(JsonPointer pointer, Set<String> allow, Set<String> refuse, Otherwise unknown, Otherwise missing) {
        public Condition {
            allow = Set.copyOf(allow);
            refuse = Set.copyOf(refuse);
        }

        /// Whether the condition holds for a value; null stands for a missing one, or one that is no string.
        public boolean holds(@Nullable String value) {
            if (value == null) {
                return missing == Otherwise.ALLOW;
            }
            return allow.contains(value) || (unknown == Otherwise.ALLOW && !refuse.contains(value));
        }
    }

    /// What a value that the contract does not name means.
    enum Otherwise {
        ALLOW,
        NEVER
    }
}
