package io.portage.kong.model;

import io.portage.kong.read.Node;
import java.util.List;
import java.util.Set;

/// A whole configuration: one file, or several that are one state.
///
/// @param file its name, as it was given
/// @param formatVersion such as `3.0`
/// @param tags every tag on any entity
/// @param filterChains those that run where Wasm is on
/// @param root everything, as declared
public record KongConfig(
        String file,
        Dialect dialect,
        String formatVersion,
        List<Service> services,
        List<Route> routes,
        List<Plugin> plugins,
        List<Consumer> consumers,
        List<Upstream> upstreams,
        Set<String> tags,
        List<FilterChain> filterChains,
        Node.Mapping root) {}
