package io.portage.gateway.session;

import java.time.Instant;
import java.util.Map;

/// What is kept of a session beside its tokens.
///
/// @param created when it began
/// @param ends when it ends, however much it is used
/// @param attributes texts by name
public record SessionContent(Instant created, Instant ends, Map<String, String> attributes) {
    public SessionContent {
        attributes = Map.copyOf(attributes);
    }
}
