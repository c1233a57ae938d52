package io.portage.bench.burst;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portage.bench.load.Dialogue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sends one burst after the other over one connection, each with keys of its own, and looks at every result.
final class BurstCaller implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration QUEUED = Duration.ofHours(1);

    private final Dialogue dialogue;
    private final List<String> tokens;
    private final int items;
    private final byte[] payload;
    private final JsonNode echoed;
    private final LongSupplier lastCall;
    private int sent;

    /// @param tokens of the callers, who take turns
    /// @param lastCall when the service was called last
    BurstCaller(URI gateway, List<String> tokens, int items, byte[] payload, LongSupplier lastCall) throws IOException {
        this.dialogue = new Dialogue(gateway, PATIENCE);
        this.tokens = tokens;
        this.items = items;
        this.payload = payload.clone();
        this.echoed = MAPPER.readTree(payload);
        this.lastCall = lastCall;
    }

    /// What came of one burst.
    ///
    /// @param wrong what should have been another; null where all was as expected
    /// @param nanos from its first byte to the last of the answer
    /// @param ahead how long after its first line the service was called last; of a document, after the document
    record Sent(@Nullable String wrong, long nanos, long ahead) {}

    Sent send(boolean lines) throws IOException {
        var run = UUID.randomUUID();
        var keys = IntStream.range(0, items).mapToObj(i -> run + "-" + i).toList();
        var body = BurstDocument.of(keys, payload, Instant.now().minus(QUEUED));
        var accept = "Accept: application/" + (lines ? "x-ndjson" : "json") + "\r\n";
        var head = Dialogue.head(BurstDocument.PATH, tokens.get(sent++ % tokens.size()), accept, body.length);
        long begin = System.nanoTime();
        var response = dialogue.send(head, body);
        var text = new ArrayList<String>();
        long first = 0;
        var reader = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            first = text.isEmpty() ? System.nanoTime() : first;
            text.add(line);
        }
        long nanos = System.nanoTime() - begin;
        return new Sent(wrong(response.status(), text, lines, keys), nanos, lastCall.getAsLong() - first);
    }

    private @Nullable String wrong(int status, List<String> text, boolean lines, List<String> keys) {
        if (status != 200) {
            return status + " " + text;
        }
        try {
            return lines ? wrongLine(text, keys) : wrongDocument(text, keys);
        } catch (JacksonException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /// In whatever order they came.
    private @Nullable String wrongLine(List<String> lines, List<String> keys) {
        var missing = new HashSet<>(keys);
        for (var line : lines) {
            var result = MAPPER.readTree(line);
            if (!missing.remove(result.path("clientMutationId").stringValue("")) || !isExecuted(result)) {
                return line;
            }
        }
        return missing.isEmpty() ? null : missing.size() + " results are missing (expected: one line for each)";
    }

    private @Nullable String wrongDocument(List<String> text, List<String> keys) {
        var results = MAPPER.readTree(String.join("\n", text)).path("results");
        for (int i = 0; i < results.size(); i++) {
            var result = results.get(i);
            if (!keys.get(i).equals(result.path("id").stringValue("")) || !isExecuted(result)) {
                return result.toString();
            }
        }
        return results.size() == keys.size()
                ? null
                : results.size() + " results (expected: " + keys.size() + ", in the order of the burst)";
    }

    private boolean isExecuted(JsonNode result) {
        return result.path("status").intValue(0) == 201
                && result.path("idempotencyStatus").stringValue("").equals("executed")
                && result.path("final").booleanValue(false)
                && result.path("headers").path("ETag").stringValue("").equals("\"1\"")
                && result.path("body").equals(echoed);
    }

    @Override
    public void close() {
        dialogue.close();
    }
}
