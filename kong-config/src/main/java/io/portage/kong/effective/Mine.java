package io.portage.kong.effective;

import io.portage.kong.model.Consumer;
import io.portage.kong.model.Plugin;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Instances by the consumer or the group that they are for.
final class Mine {
    private final Map<Consumer, List<Plugin>> byConsumer = new IdentityHashMap<>();
    private final Map<String, List<Plugin>> byGroup = new LinkedHashMap<>();
    private final List<Caller> callers = new ArrayList<>();

    void add(Plugin plugin) {
        var consumer = plugin.scope().consumer();
        var group = plugin.scope().consumerGroup();
        if (consumer != null) {
            byConsumer.computeIfAbsent(consumer, this::consumer).add(plugin);
        } else if (group != null) {
            byGroup.computeIfAbsent(group, this::group).add(plugin);
        }
    }

    private List<Plugin> consumer(Consumer consumer) {
        callers.add(new Caller(consumer, null));
        consumer.groups().forEach(it -> callers.add(new Caller(consumer, it)));
        return new ArrayList<>();
    }

    private List<Plugin> group(String group) {
        callers.add(new Caller(null, group));
        return new ArrayList<>();
    }

    /// Everybody whom an instance is for.
    List<Caller> callers() {
        return callers;
    }

    List<Plugin> of(Caller caller) {
        var mine = new ArrayList<Plugin>();
        if (caller.consumer() != null) {
            mine.addAll(byConsumer.getOrDefault(caller.consumer(), List.of()));
        }
        if (caller.group() != null) {
            mine.addAll(byGroup.getOrDefault(caller.group(), List.of()));
        }
        return mine;
    }
}
