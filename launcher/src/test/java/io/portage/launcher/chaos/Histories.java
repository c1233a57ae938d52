package io.portage.launcher.chaos;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// Histories by hand: each exchange begins when the one before has ended, unless said otherwise.
final class Histories {
    static final String BODY = "{\"id\":\"1\"}";

    private Histories() {}

    static Errand errand(Kind kind) {
        return new Errand("k", kind, Duration.ZERO, null, false, null, 7);
    }

    /// At most one arrival and one effect: as many as there should be.
    static KeyHistory of(Kind kind, Outcome... outcomes) {
        return of(kind, 1, 1, outcomes);
    }

    static KeyHistory of(Kind kind, int arrivals, int effects, Outcome... outcomes) {
        var exchanges = IntStream.range(0, outcomes.length)
                .mapToObj(i -> exchange(2 * i, 2 * i + 1, outcomes[i]))
                .toList();
        return new KeyHistory(errand(kind), exchanges, arrivals, effects);
    }

    static Exchange exchange(int started, int ended, Outcome outcome) {
        return new Exchange("again", 0, started, ended, outcome);
    }

    static KeyHistory of(Kind kind, Exchange... exchanges) {
        return new KeyHistory(errand(kind), List.of(exchanges), 1, 1);
    }

    static Outcome success(String idempotency) {
        return success(idempotency, BODY);
    }

    static Outcome success(String idempotency, String body) {
        return new Outcome.Answered(201, "", idempotency, body);
    }

    static Outcome problem(int status, String code) {
        return problem(status, code, "");
    }

    static Outcome problem(int status, String code, String idempotency) {
        return new Outcome.Answered(status, code, idempotency, "{}");
    }

    static Outcome lost() {
        return new Outcome.Lost("connection lost");
    }
}
