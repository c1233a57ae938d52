package io.portage.bench.phones;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portage.bench.burst.BurstDocument;
import io.portage.bench.load.Bodies;
import io.portage.bench.load.Dialogue;
import io.portage.bench.phones.Timeline.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sends what is in its outbox until nothing is, as a client should that reads our contract.
final class Phone {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int BYTES = 1 << 10;
    /// What an app in the background has.
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// A connection that takes longer was dropped at first, by a listener whose backlog was full.
    private static final Duration SLOW = Duration.ofMillis(900);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration QUEUED = Duration.ofHours(3);
    private static final String LINES = "Accept: application/x-ndjson\r\n";

    private final Owner owner;
    private final List<String> keys;
    private final Set<String> outbox;
    private final RandomGenerator random;
    private boolean losesConnection;
    private int broken;
    private @Nullable String surprise;
    private long emptyAfter;

    /// @param keys of its mutations
    /// @param losesConnection whether its first burst breaks off after the first result
    Phone(Owner owner, List<String> keys, boolean losesConnection, RandomGenerator random) {
        this.owner = owner;
        this.keys = List.copyOf(keys);
        this.outbox = new LinkedHashSet<>(keys);
        this.losesConnection = losesConnection;
        this.random = random;
    }

    String tenant() {
        return owner.tenant();
    }

    List<String> keys() {
        return keys;
    }

    /// From its return until its outbox was empty.
    long emptyAfterNanos() {
        return emptyAfter;
    }

    /// The first final result that was not of an order that was created; null for none.
    @Nullable
    String surprise() {
        return surprise;
    }

    /// Returns when the outbox is empty.
    void empty(URI gateway, Timeline timeline) throws InterruptedException {
        long begin = System.nanoTime();
        for (var pause = burst(gateway, timeline); !outbox.isEmpty(); pause = burst(gateway, timeline)) {
            Thread.sleep(pause);
        }
        emptyAfter = System.nanoTime() - begin;
        timeline.add(Event.EMPTY);
    }

    /// Sends all that is left; how long to wait before the next time.
    private Duration burst(URI gateway, Timeline timeline) {
        timeline.add(Event.SENT);
        var body = BurstDocument.of(outbox, Bodies.json(BYTES), Instant.now().minus(QUEUED));
        long begin = System.nanoTime();
        try (var dialogue = new Dialogue(gateway, PATIENCE)) {
            if (System.nanoTime() - begin > SLOW.toNanos()) {
                timeline.note("connected late");
            }
            var head = Dialogue.head(BurstDocument.PATH, owner.token(), LINES, body.length);
            var response = dialogue.send(head, body);
            var text = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
            if (response.status() == 200) {
                return results(text, timeline);
            }
            timeline.add(Event.REFUSED, response.status() + " " + code(text.readAllAsString()));
            return seconds(response.headers().get("retry-after"));
        } catch (IOException e) {
            timeline.add(Event.BROKEN_OFF, "broken off: " + e.getMessage());
            return backoff();
        }
    }

    private Duration results(BufferedReader lines, Timeline timeline) throws IOException {
        var pause = Duration.ZERO;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var result = MAPPER.readTree(line);
            if (result.path("final").booleanValue(false)) {
                settle(result, timeline);
            } else {
                timeline.add(
                        Event.PUT_OFF, "put off: " + code(result.path("body").toString()));
                var after = seconds(result.path("headers").path("Retry-After").stringValue(null));
                pause = after.compareTo(pause) > 0 ? after : pause;
            }
            if (losesConnection) {
                losesConnection = false;
                throw new IOException("the phone is out of reach");
            }
        }
        return pause;
    }

    private void settle(JsonNode result, Timeline timeline) {
        outbox.remove(result.path("clientMutationId").stringValue(""));
        boolean gone = code(result.path("body").toString()).equals("RESPONSE_NOT_REPLAYABLE");
        var told = result.path("idempotencyStatus").stringValue("none");
        timeline.add(Event.SETTLED, gone ? told + ", but its answer is kept no longer" : told);
        if (!gone && result.path("status").intValue(0) != 201 && surprise == null) {
            surprise = result.toString();
        }
    }

    private static String code(String problem) {
        return problem.startsWith("{") ? MAPPER.readTree(problem).path("code").stringValue("no code") : "no problem";
    }

    private Duration seconds(@Nullable String retryAfter) {
        return retryAfter == null ? backoff() : Duration.ofSeconds(Long.parseLong(retryAfter));
    }

    /// Twice as long each time, and never as long as others.
    private Duration backoff() {
        long most = Math.min(LONGEST_PAUSE.toMillis(), 2_000L << Math.min(broken++, 8));
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2));
    }
}
