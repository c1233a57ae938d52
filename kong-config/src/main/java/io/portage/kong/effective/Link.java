package io.portage.kong.effective;

import io.portage.kong.model.Plugin;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/// A plugin instance in the order of running.
///
/// @param priority higher runs earlier; empty where nobody knows
/// @param beaten instances of the same plugin that do not run because this one does, the nearest first
public record Link(Plugin plugin, OptionalInt priority, List<Plugin> beaten) {
    /// By falling priority, then by falling name, as Kong does.
    static final Comparator<Link> ORDER = Comparator.<Link>comparingInt(
                    it -> it.priority().orElse(0))
            .thenComparing(it -> it.plugin().name())
            .reversed();

    public Link {
        beaten = List.copyOf(beaten);
    }

    /// Instances that may run in its place: the nearer one depends on something, or none is nearer.
    public List<Plugin> alternatives() {
        var rank = Rank.of(plugin.scope());
        return beaten.stream()
                .filter(it -> plugin.hasCondition() || Rank.of(it.scope()) == rank)
                .toList();
    }

    /// Whether another may run in its place, or none.
    public boolean isUncertain() {
        return plugin.hasCondition() || !alternatives().isEmpty();
    }

    /// One of the alternatives, at the same place in the order.
    public Link instead(Plugin other) {
        return new Link(other, priority, beaten);
    }

    /// Why this instance runs, in words.
    public String why() {
        var scope = plugin.scope().toString();
        return beaten.isEmpty()
                ? "the only one, " + scope
                : scope + " wins over "
                        + String.join(
                                ", ",
                                beaten.stream()
                                        .map(it ->
                                                it.scope() + " (line " + it.at().line() + ")")
                                        .toList());
    }
}
