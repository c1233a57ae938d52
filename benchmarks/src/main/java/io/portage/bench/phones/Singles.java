package io.portage.bench.phones;

import io.portage.bench.load.Bodies;
import io.portage.bench.load.Client;
import io.portage.bench.load.Expected;
import io.portage.bench.load.Requests;
import io.portage.bench.load.Tally;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// People who are online all the time, and post one order after the other, whoever comes back meanwhile.
final class Singles implements AutoCloseable {
    private static final int CONNECTIONS = 64;
    private static final int BYTES = 1 << 10;

    /// When a request was due.
    enum Phase {
        /// Nobody came back yet.
        BEFORE,
        /// Outboxes are being emptied.
        DURING,
        /// All are empty.
        AFTER
    }

    private final Map<Phase, Tally> tallies = new EnumMap<>(Phase.class);
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Client client;
    private final Future<?> running;
    private volatile long comeBack = Long.MAX_VALUE;
    private volatile long drained = Long.MAX_VALUE;
    private volatile boolean enough;

    Singles(URI gateway, List<String> tokens, int rate) {
        for (var phase : Phase.values()) {
            tallies.put(phase, new Tally());
        }
        client = new Client(gateway, CONNECTIONS);
        var requests = new Requests(
                "/v1/orders",
                tokens,
                number -> "online-" + number,
                Bodies.json(BYTES),
                new Expected(201, "executed", BYTES));
        running = thread.submit(() -> client.open(requests, rate, () -> !enough, this::tally));
    }

    private Tally tally(long due) {
        var phase = due < comeBack ? Phase.BEFORE : due < drained ? Phase.DURING : Phase.AFTER;
        return Objects.requireNonNull(tallies.get(phase));
    }

    /// From now on, phones are coming back.
    void phonesComeBack() {
        comeBack = System.nanoTime();
    }

    /// From now on, all outboxes are empty.
    void outboxesAreEmpty() {
        drained = System.nanoTime();
    }

    /// Ends them, and tells what came of them.
    Map<Phase, Tally> end() throws InterruptedException {
        enough = true;
        try {
            running.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return tallies;
    }

    @Override
    public void close() {
        enough = true;
        thread.close();
        client.close();
    }
}
