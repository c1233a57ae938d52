package io.portage.gateway.sync.discovery;

import static io.portage.gateway.problem.ProblemCode.BATCH_REFUSED;
import static io.portage.gateway.problem.ProblemCode.OFFLINE_NOT_ALLOWED;
import static io.portage.gateway.problem.ProblemCode.QUEUED_AT_INVALID;
import static io.portage.gateway.problem.ProblemCode.QUEUED_MUTATION_EXPIRED;
import static io.portage.gateway.problem.ProblemCode.VERSION_REQUIRED;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.portage.contract.JsonPointer;
import io.portage.contract.QueueRule;
import io.portage.gateway.problem.ProblemCode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A queue rule as clients read it: one `kind` for each kind of rule.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
sealed interface QueueView {
    @JsonTypeName("never")
    record Never() implements QueueView {}

    /// @param version where the body of a queued mutation must name the version that it was based on
    @JsonTypeName("within")
    record Within(
            Duration limit, List<Condition> when, @Nullable String version) implements QueueView {
        private Set<ProblemCode> codes() {
            var codes = EnumSet.of(QUEUED_AT_INVALID, QUEUED_MUTATION_EXPIRED);
            if (!when.isEmpty()) {
                codes.add(OFFLINE_NOT_ALLOWED);
            }
            if (version != null) {
                codes.add(VERSION_REQUIRED);
            }
            return codes;
        }
    }

    /// @param items where the body holds the items, to each of which `each` applies
    /// @param itemKey where an item carries its own key
    @JsonTypeName("per-item")
    record PerItem(String items, String itemKey, QueueView each) implements QueueView {}

    /// @param allow values with which it may wait, sorted: all gateways of a version must write the same bytes
    /// @param refuse values with which it may not
    /// @param unknown what any other value means
    /// @param missing what no value means
    record Condition(String pointer, List<String> allow, List<String> refuse, String unknown, String missing) {
        static Condition of(QueueRule.Condition condition) {
            return new Condition(
                    condition.pointer().toString(),
                    sorted(condition.allow()),
                    sorted(condition.refuse()),
                    Words.of(condition.unknown()),
                    Words.of(condition.missing()));
        }

        private static List<String> sorted(Set<String> values) {
            return values.stream().sorted().toList();
        }
    }

    static QueueView of(QueueRule rule) {
        return switch (rule) {
            case QueueRule.Never() -> new Never();
            case QueueRule.Within(var limit, var when, var version) ->
                new Within(limit, when.stream().map(Condition::of).toList(), text(version));
            case QueueRule.PerItem(var items, var itemKey, var each) ->
                new PerItem(items.toString(), itemKey.toString(), of(each));
        };
    }

    /// The codes with which a mutation that waited may be refused.
    default Set<ProblemCode> refusals() {
        return switch (this) {
            case Never() -> Set.of(OFFLINE_NOT_ALLOWED);
            case Within within -> within.codes();
            case PerItem _ -> Set.of(QUEUED_AT_INVALID, BATCH_REFUSED);
        };
    }

    private static @Nullable String text(@Nullable JsonPointer pointer) {
        return pointer == null ? null : pointer.toString();
    }
}
