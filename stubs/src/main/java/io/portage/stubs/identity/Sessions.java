package io.portage.stubs.identity;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Sign-ins, each of which can be ended; what was issued in an ended one is worth nothing here any more.
final class Sessions {
    private final Set<String> opened = ConcurrentHashMap.newKeySet();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    String open() {
        var session = UUID.randomUUID().toString();
        opened.add(session);
        return session;
    }

    void endAll() {
        ended.addAll(opened);
    }

    void end(String session) {
        ended.add(session);
    }

    boolean isOpen(String session) {
        return !ended.contains(session);
    }
}
