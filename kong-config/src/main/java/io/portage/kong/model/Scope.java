package io.portage.kong.model;

import org.jspecify.annotations.Nullable;

/// For what a plugin instance is configured; null where it is for any.
///
/// @param consumerGroup name of the group
public record Scope(
        @Nullable Route route,
        @Nullable Service service,
        @Nullable Consumer consumer,
        @Nullable String consumerGroup) {
    public static final Scope GLOBAL = new Scope(null, null, null, null);

    @Override
    public String toString() {
        var text = new StringBuilder();
        if (route != null) {
            text.append(" route ").append(route.label());
        }
        if (service != null) {
            text.append(" service ").append(service.label());
        }
        if (consumer != null) {
            text.append(" consumer ").append(consumer.label());
        }
        if (consumerGroup != null) {
            text.append(" consumer group ").append(consumerGroup);
        }
        return text.isEmpty() ? "global" : text.substring(1);
    }
}
