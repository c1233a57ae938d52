package io.portage.contract;

import io.portage.contract.QueueRule.Condition;
import io.portage.contract.QueueRule.Otherwise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads the field `queue` of an operation.
final class QueueRuleReader {
    private static final Set<String> QUEUE_FIELDS = Set.of("within", "when", "version", "items", "item-key");
    private static final Set<String> CONDITION_FIELDS = Set.of("pointer", "allow", "refuse", "unknown", "missing");

    private QueueRuleReader() {}

    /// @param retention how long answers are kept: nothing may wait for longer
    static QueueRule read(YamlFields fields, Duration retention) {
        var node = fields.require("queue");
        if (node == null) {
            return new QueueRule.Never();
        }
        if (node instanceof ScalarNode scalar) {
            if (!scalar.getValue().equals("never")) {
                fields.problems()
                        .at(
                                node,
                                "queue: " + YamlFields.describe(node) + " (expected: never, or a mapping with within)");
            }
            return new QueueRule.Never();
        }
        var queue = new YamlFields(fields.problems(), node, QUEUE_FIELDS, null);
        var items = queue.pointer("items");
        if (items == null) {
            if (queue.find("item-key") != null) {
                queue.require("items");
            }
            return within(queue, retention);
        }
        queue.require("item-key");
        var itemKey = queue.pointer("item-key");
        return new QueueRule.PerItem(items, itemKey == null ? items : itemKey, within(queue, retention));
    }

    private static QueueRule.Within within(YamlFields queue, Duration retention) {
        var node = queue.require("within");
        var limit = queue.duration("within", retention);
        if (node != null && limit.compareTo(retention) > 0) {
            queue.problems()
                    .at(
                            node,
                            "within: " + limit + " (expected: at most " + retention
                                    + ", the retention of the answers; a late retry would take effect twice)");
        }
        var conditions = new ArrayList<Condition>();
        for (var condition : queue.list("when")) {
            conditions.add(condition(new YamlFields(queue.problems(), condition, CONDITION_FIELDS, null)));
        }
        return new QueueRule.Within(limit, conditions, queue.pointer("version"));
    }

    private static Condition condition(YamlFields fields) {
        fields.require("pointer");
        fields.require("allow");
        var pointer = fields.pointer("pointer");
        var allow = fields.texts("allow");
        for (var refused : fields.list("refuse")) {
            if (refused instanceof ScalarNode scalar && allow.contains(scalar.getValue())) {
                fields.problems()
                        .at(
                                refused,
                                "refuse: " + YamlFields.describe(refused) + " (expected: a value that allow has not)");
            }
        }
        return new Condition(
                pointer == null ? new JsonPointer(List.of()) : pointer,
                Set.copyOf(allow),
                Set.copyOf(fields.texts("refuse")),
                fields.requiredChoice("unknown", Otherwise.class, Otherwise.NEVER),
                fields.requiredChoice("missing", Otherwise.class, Otherwise.NEVER));
    }
}
