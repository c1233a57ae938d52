package io.portage.kong.lua;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.lua.RealLua.Request;
import io.portage.kong.lua.Scan.Ends;
import io.portage.kong.read.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever a function does to headers when LuaJIT runs it was said of it without a run.
class RunAsLuaJitDoesTest {
    private static final long SEED = Long.getLong("portage.seed", 20261120);
    private static final int FUNCTIONS = Integer.getInteger("portage.functions", 1500);
    private static final int REQUESTS = 4;
    private static final List<String> HEADERS =
            List.of("x-correlation-id", "idempotency-key", "x-other", "x-queued-at", "x_correlation_id");

    private static Request request(Random random) {
        var headers = new HashMap<String, String>();
        for (var header : HEADERS) {
            if (random.nextInt(header.indexOf('_') < 0 ? 2 : 8) == 0) {
                headers.put(header, random.nextInt(5) == 0 ? "" : "own");
            }
        }
        return new Request(
                random.nextBoolean() ? "GET" : "POST",
                "/a".repeat(random.nextInt(3)),
                random.nextBoolean() ? random.nextBoolean() ? "X-Correlation-Id" : "X-Other" : "",
                "",
                headers);
    }

    private static boolean covers(Touch touch, String header, Request request) {
        var before = request.headers().get(header);
        boolean missing = before == null || before.isEmpty();
        return touch.header().contains("*")
                || (touch.header().equalsIgnoreCase(header)
                        && switch (touch.effect()) {
                            case MINT -> missing;
                            // Kong makes a blank of an empty value, and may find a twin first
                            case KEEP ->
                                Objects.equals(before, "") || request.headers().containsKey("x_correlation_id");
                            case SET, ADD, CLEAR -> true;
                        });
    }

    /// What was done and not said.
    private static Stream<String> unsaid(Scan scan, Request before, Request after) {
        if (!after.fate().equals("on")) {
            return Stream.empty();
        }
        if (scan.ends() == Ends.ALWAYS) {
            return Stream.of("goes on");
        }
        return HEADERS.stream()
                .filter(it -> !scan.opaque())
                .filter(it -> !Objects.equals(
                        before.headers().get(it), after.headers().get(it)))
                .filter(it -> scan.touches().stream().noneMatch(touch -> covers(touch, it, before)))
                .map(it -> it + " was " + before.headers().get(it) + " and is "
                        + after.headers().get(it));
    }

    @Test
    void ofWhenFunctionRunsThenItDoesNoMoreThanWasSaid() {
        var wrong = new ArrayList<String>();
        var seen = new HashMap<String, Integer>();
        try (var lua = new RealLua()) {
            for (int i = 0; i < FUNCTIONS; i++) {
                var random = new Random(SEED * 1_000_003 + i);
                var code = new RandomFunction(random).program();
                var scan = LuaScan.of(code, new Position("code", 1, 1));
                assertThat(scan.syntaxError()).as(code).isNull();
                seen.merge(scan.opaque() ? "opaque" : "followed", 1, Integer::sum);
                var before =
                        Stream.generate(() -> request(random)).limit(REQUESTS).toList();
                var after = lua.run(code, before);
                for (int j = 0; j < REQUESTS && !after.get(j).fate().equals("endless"); j++) {
                    seen.merge(after.get(j).fate(), 1, Integer::sum);
                    unsaid(scan, before.get(j), after.get(j)).forEach(it -> wrong.add(it + ": " + scan + "\n" + code));
                }
            }
        }
        assertThat(wrong).as("seed %d", SEED).isEmpty();
        assertThat(seen.get("followed")).as("%s", seen).isGreaterThan(FUNCTIONS * 4 / 5);
        assertThat(Map.copyOf(seen)).containsKeys("on", "ended", "failed", "opaque");
    }
}
