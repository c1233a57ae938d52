package io.portage.kong.render;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Everything that a rendered file says, in the terms of Kong: routes inside their services, plugins inside what they
/// are for. Each list is sorted by name.
record State(List<Tree> upstreams, List<Tree> services, List<Tree> plugins, List<Tree> consumers) {
    private static final Comparator<Tree> BY_NAME = Comparator.comparing(tree -> tree.text("name"));

    State {
        upstreams = upstreams.stream().sorted(BY_NAME).toList();
        services = services.stream().map(State::sorted).sorted(BY_NAME).toList();
        plugins = plugins.stream().sorted(BY_NAME).toList();
        consumers = List.copyOf(consumers);
    }

    /// Both of them.
    State and(State other) {
        return new State(
                both(upstreams, other.upstreams),
                both(services, other.services),
                both(plugins, other.plugins),
                both(consumers, other.consumers));
    }

    private static List<Tree> both(List<Tree> mine, List<Tree> theirs) {
        return Stream.concat(mine.stream(), theirs.stream()).toList();
    }

    private static Tree sorted(Tree service) {
        return service.has("routes")
                ? service.without("routes")
                        .put(
                                "routes",
                                service.trees("routes").stream().sorted(BY_NAME).toList())
                : service;
    }
}
