package io.portage.kong.model;

import io.portage.kong.read.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One instance of a plugin.
///
/// @param nested whether it stands inside the entity it is for
/// @param hasCondition whether nobody can say from the file alone for which requests it runs, or when: it says
/// `condition` or `ordering`, which only the enterprise edition knows, or is switched or bound by what lies elsewhere
public record Plugin(
        Position at,
        String name,
        @Nullable String instanceName,
        boolean enabled,
        Scope scope,
        boolean nested,
        boolean hasCondition,
        PluginConfig config,
        List<String> protocols,
        List<String> tags) {}
