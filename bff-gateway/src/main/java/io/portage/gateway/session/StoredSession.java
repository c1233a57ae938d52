package io.portage.gateway.session;

import org.jspecify.annotations.Nullable;

/// A session as a store keeps it.
///
/// @param content what it says
/// @param tokens its tokens; null where nobody has signed in
/// @param generation how often its tokens were renewed
public record StoredSession(
        SessionContent content, @Nullable Tokens tokens, long generation) {}
