package io.portage.gateway.session.embedded;

import io.portage.gateway.session.StoredSession;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Sessions in the order in which they were used, so many in all and so many for one user.
final class SessionTable {
    private final int most;
    private final int mostPerUser;
    /// The one that was used least lately comes first, and is idle first.
    private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    /// The ids of each user, the oldest session's first.
    private final Map<String, SequencedSet<String>> perUser = new HashMap<>();

    private record Entry(StoredSession session, @Nullable String user, Instant idleUntil) {
        boolean isOver(Instant now) {
            return !now.isBefore(idleUntil) || !now.isBefore(session.content().ends());
        }
    }

    SessionTable(int most, int mostPerUser) {
        this.most = most;
        this.mostPerUser = mostPerUser;
    }

    synchronized void put(String id, StoredSession session, Instant now, Instant idleUntil) {
        remove(id);
        makeRoom(now);
        var user = session.content().user();
        entries.put(id, new Entry(session, user, idleUntil));
        if (user != null) {
            keepFew(id, perUser.computeIfAbsent(user, _ -> new LinkedHashSet<>()));
        }
    }

    private void makeRoom(Instant now) {
        while (!entries.isEmpty()
                && (entries.size() >= most || entries.firstEntry().getValue().isOver(now))) {
            remove(entries.firstEntry().getKey());
        }
    }

    private void keepFew(String id, SequencedSet<String> ofOneUser) {
        ofOneUser.addLast(id);
        if (ofOneUser.size() > mostPerUser) {
            remove(ofOneUser.getFirst());
        }
    }

    /// The session of that id, which is now the last that will be idle.
    synchronized @Nullable StoredSession use(String id, Instant now, Instant idleUntil) {
        var entry = entries.get(id);
        if (entry == null) {
            return null;
        }
        if (entry.isOver(now)) {
            remove(id);
            return null;
        }
        entries.remove(id);
        entries.put(id, new Entry(entry.session(), entry.user(), idleUntil));
        return entry.session();
    }

    /// @return whether there was something that the change changed
    synchronized boolean change(String id, UnaryOperator<StoredSession> change) {
        var entry = entries.get(id);
        if (entry == null) {
            return false;
        }
        var changed = change.apply(entry.session());
        entries.put(id, new Entry(changed, entry.user(), entry.idleUntil()));
        return changed != entry.session();
    }

    synchronized void remove(String id) {
        var entry = entries.remove(id);
        var user = entry == null ? null : entry.user();
        if (user != null) {
            perUser.computeIfPresent(user, (_, ids) -> ids.remove(id) && ids.isEmpty() ? null : ids);
        }
    }
}
