package io.portage.stubs.identity;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Sign-ins, each of which can be ended; what was issued in an ended one is worth nothing here any more.
final class Sessions {
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    String open() {
        return UUID.randomUUID().toString();
    }

    void end(String session) {
        ended.add(session);
    }

    boolean isOpen(String session) {
        return !ended.contains(session);
    }
}
