package io.portage.gateway.session;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is kept of a session beside its tokens.
///
/// @param created when it began
/// @param ends when it ends, however much it is used
/// @param attributes texts by name
public record SessionContent(Instant created, Instant ends, Map<String, String> attributes) {
    /// The attribute that says whose session it is.
    static final String USER = "user";

    public SessionContent {
        attributes = Map.copyOf(attributes);
    }

    /// Whose session it is; null where nobody has signed in.
    public @Nullable String user() {
        return attributes.get(USER);
    }
}
