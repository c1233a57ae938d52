package io.portage.launcher.demo;

import io.portage.launcher.http.Answer;
import io.portage.launcher.http.Connection;
import io.portage.launcher.http.Header;
import io.portage.launcher.http.Request;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Plays steps against a running world, over real sockets, and gathers what came of them.
final class Scene {
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(5);
    private static final int ASKS = 40;

    private final URI gateway;
    private final UnaryOperator<String> services;
    private final StubControl stubs;
    private final InstantSource clock;
    private final Memory memory = new Memory();
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, Answer> remembered = new HashMap<>();
    private final List<Exchange> exchanges = new ArrayList<>();
    private int seen;
    private Duration moved = Duration.ZERO;

    /// @param services the address of a service, by its name
    Scene(URI gateway, UnaryOperator<String> services, StubControl stubs, InstantSource clock) {
        this.gateway = gateway;
        this.services = services;
        this.stubs = stubs;
        this.clock = clock;
    }

    Evidence play(Step step) throws IOException, InterruptedException {
        exchanges.clear();
        stubs.forgetArrivals();
        seen = 0;
        int before = stubs.effects();
        try {
            for (var act : step.acts()) {
                play(act);
            }
        } finally {
            tidyUp();
        }
        return new Evidence(exchanges, stubs.effects() - before, remembered);
    }

    /// What one step needed must not trouble the next.
    private void tidyUp() throws IOException {
        stubs.clearFaults();
        if (!moved.isZero()) {
            moveClock(moved.negated());
        }
    }

    private void play(Act act) throws IOException, InterruptedException {
        switch (act) {
            case Act.Send(var name, var draft) -> exchange(name, draft, Exchange.GATEWAY, gateway);
            case Act.SendBoth both -> sendBoth(both);
            case Act.HangUp(var draft) -> hangUp(draft);
            case Act.AskAgain(var name, var draft) -> askAgain(name, draft);
            case Act.AskService(var name, var service, var draft) ->
                exchange(name, draft, service, URI.create(services.apply(service)));
            case Act.SlowDown(var service, var path, var delay) -> stubs.slowDown(service, path, delay);
            case Act.MoveClock(var by) -> moveClock(by);
            case Act.Keep(var name, var answer, var member) -> keep(name, answer, member);
        }
    }

    private Answer exchange(String name, Draft draft, String to, URI base) throws IOException {
        var request = request(draft);
        var answer = Connection.exchange(base, request);
        remembered.put(name, answer);
        exchanges.add(new Exchange(name, draft.user(), to, request, arrivals(), answer));
        return answer;
    }

    private void sendBoth(Act.SendBoth both) throws IOException, InterruptedException {
        var request = request(both.draft());
        try (var connection = Connection.open(gateway)) {
            connection.send(request);
            awaitArrival(both.draft());
            var arrived = arrivals();
            exchange(both.second(), both.draft(), Exchange.GATEWAY, gateway);
            var answer = connection.receive();
            remembered.put(both.first(), answer);
            var user = both.draft().user();
            exchanges.addFirst(new Exchange(both.first(), user, Exchange.GATEWAY, request, arrived, answer));
        }
    }

    private void hangUp(Draft draft) throws IOException, InterruptedException {
        var request = request(draft);
        try (var connection = Connection.open(gateway)) {
            connection.send(request);
            awaitArrival(draft);
        }
        exchanges.add(new Exchange("", draft.user(), Exchange.GATEWAY, request, arrivals(), null));
    }

    private void askAgain(String name, Draft draft) throws IOException, InterruptedException {
        for (int asked = 1; ; asked++) {
            var answer = exchange(name, draft, Exchange.GATEWAY, gateway);
            boolean running = Json.text(answer.text(), "code").orElse("").equals("IDEMPOTENCY_IN_PROGRESS");
            if (!running || asked == ASKS) {
                return;
            }
            if (exchanges.getLast().arrivals().isEmpty()) {
                // only the last answer is told
                exchanges.removeLast();
            }
            Thread.sleep(100);
        }
    }

    /// What arrived since this was last asked.
    private List<Arrival> arrivals() throws IOException {
        var all = stubs.arrivals();
        var fresh = all.subList(seen, all.size());
        seen = all.size();
        return fresh;
    }

    private void awaitArrival(Draft draft) throws IOException, InterruptedException {
        var path = memory.fill(draft.path());
        long deadline = System.nanoTime() + ARRIVES_WITHIN.toNanos();
        while (stubs.arrivals().stream().noneMatch(arrival -> arrival.path().equals(path))) {
            if (System.nanoTime() > deadline) {
                throw new IOException(draft.method() + " " + path + " did not arrive (expected: within "
                        + ARRIVES_WITHIN.toSeconds() + " s)");
            }
            Thread.sleep(20);
        }
    }

    private void moveClock(Duration by) throws IOException {
        stubs.moveClock(by);
        moved = moved.plus(by);
        // they live one hour on the same clock
        tokens.clear();
    }

    private void keep(String name, String answer, String member) throws IOException {
        var text = remembered.containsKey(answer) ? remembered.get(answer).text() : "";
        memory.keep(
                name,
                Json.text(text, member)
                        .orElseThrow(
                                () -> new IOException(answer + ": " + text + " (expected: a member " + member + ")")));
    }

    private Request request(Draft draft) throws IOException {
        var now = clock.instant().plus(moved);
        var headers = new ArrayList<Header>();
        headers.add(new Header("Authorization", "Bearer " + token(draft.user())));
        draft.lines().forEach(line -> headers.add(memory.line(line, now)));
        headers.add(new Header("Content-Type", "application/json"));
        return new Request(draft.method(), memory.fill(draft.path()), headers, memory.fill(draft.body()));
    }

    private String token(String user) throws IOException {
        var token = tokens.get(user);
        if (token == null) {
            token = stubs.token(user);
            tokens.put(user, token);
        }
        return token;
    }
}
