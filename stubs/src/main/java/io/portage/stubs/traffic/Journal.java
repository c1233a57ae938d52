package io.portage.stubs.traffic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What the services received since the last reset; of a very long run, the newest part.
public final class Journal {
    private static final int MOST_REQUESTS = 100_000;
    private static final long MOST_BODY_BYTES = 256L * 1024 * 1024;

    private final Deque<ReceivedRequest> requests = new ArrayDeque<>();
    private long bodyBytes;

    public synchronized void record(ReceivedRequest request) {
        requests.addLast(request);
        bodyBytes += request.body().length;
        while (requests.size() > MOST_REQUESTS || bodyBytes > MOST_BODY_BYTES) {
            bodyBytes -= requests.removeFirst().body().length;
        }
    }

    /// Everything in the order of arrival.
    public synchronized List<ReceivedRequest> all() {
        return List.copyOf(requests);
    }

    public synchronized void clear() {
        requests.clear();
        bodyBytes = 0;
    }
}
