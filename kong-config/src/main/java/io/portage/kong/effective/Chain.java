package io.portage.kong.effective;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The plugin instances that run for the requests of one route and one caller, in the order of running.
///
/// @param caller null for anybody that no instance is for
/// @param rewrite the global instances, which also run before the route is found
/// @param doubtful whether nobody can say that such a caller is ever known: only code that cannot be followed might
public record Chain(@Nullable Caller caller, List<Link> rewrite, List<Link> access, boolean doubtful) {
    public Chain {
        rewrite = List.copyOf(rewrite);
        access = List.copyOf(access);
    }

    /// The instance of that plugin.
    public Optional<Link> link(String plugin) {
        return access.stream().filter(it -> it.plugin().name().equals(plugin)).findFirst();
    }
}
