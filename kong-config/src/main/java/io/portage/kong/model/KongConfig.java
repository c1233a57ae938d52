package io.portage.kong.model;

import io.portage.kong.read.Node;
import java.util.List;
import java.util.Set;

/// A whole configuration: one file, or several that are one state.
///
/// @param file its name, as it was given
/// @param formatVersion such as `3.0`
/// @param tags every tag on any entity
/// @param wasm whether filter chains are declared, which may do anything to a request
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
        boolean wasm,
        Node.Mapping root) {}
