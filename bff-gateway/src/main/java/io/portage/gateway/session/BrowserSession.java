package io.portage.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/// One browser that is signed in, as Spring Session sees it. Attributes are texts and nothing else, so that nothing is
/// ever deserialised.
final class BrowserSession implements Session {
    private @Nullable String storedAs;
    private final StoredSession stored;
    private final InstantSource clock;
    private final Ids ids;
    private final Map<String, String> attributes;
    private Duration idle;
    private String id;
    private boolean changed;

    /// Makes ids.
    @FunctionalInterface
    interface Ids {
        String next();
    }

    /// @param storedAs the id under which it was read; null where it is new
    BrowserSession(
            String id, @Nullable String storedAs, StoredSession stored, Duration idle, InstantSource clock, Ids ids) {
        this.storedAs = storedAs;
        this.id = id;
        this.stored = stored;
        this.idle = idle;
        this.clock = clock;
        this.ids = ids;
        this.attributes = new HashMap<>(stored.content().attributes());
    }

    /// The id under which its store knows it; null where it does not know it yet.
    @Nullable
    String storedAs() {
        return storedAs;
    }

    /// Its store knows it as it is now.
    void saved() {
        storedAs = id;
        changed = false;
    }

    StoredSession stored() {
        return stored;
    }

    boolean isChanged() {
        return changed;
    }

    SessionContent content() {
        return new SessionContent(getCreationTime(), ends(), attributes);
    }

    Instant ends() {
        return stored.content().ends();
    }

    @Nullable
    Tokens tokens() {
        return stored.tokens();
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String changeSessionId() {
        id = ids.next();
        return id;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> @Nullable T getAttribute(String name) {
        return (T) attributes.get(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return Set.copyOf(attributes.keySet());
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            removeAttribute(name);
            return;
        }
        if (!(value instanceof String text)) {
            throw new IllegalArgumentException(
                    "attribute " + name + ": " + value.getClass().getName() + " (expected: text)");
        }
        changed |= !text.equals(attributes.put(name, text));
    }

    @Override
    public void removeAttribute(String name) {
        changed |= attributes.remove(name) != null;
    }

    @Override
    public Instant getCreationTime() {
        return stored.content().created();
    }

    /// Reading a session has told its store that it is in use.
    @Override
    public void setLastAccessedTime(Instant ignored) {}

    @Override
    public Instant getLastAccessedTime() {
        return clock.instant();
    }

    /// One for all sessions, by configuration.
    @Override
    public void setMaxInactiveInterval(Duration interval) {
        idle = interval;
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return idle;
    }

    @Override
    public boolean isExpired() {
        return !clock.instant().isBefore(ends());
    }
}
