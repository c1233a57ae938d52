package io.portage.launcher.chaos;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// Histories by hand: each exchange begins when the one before has ended, unless said otherwise.
final class Histories {
    static final String BODY = "{\"id\":\"1\",\"patientId\":\"k\"}";

    static final String HEADERS = "application/json /v1/orders/1 \"1\"";

    private Histories() {}

    static Errand errand(Kind kind) {
        return new Errand("k", Errand.HOME, kind, Duration.ZERO, null, 1, null, 7);
    }

    /// At most one arrival and one effect: as many as there should be.
    static KeyHistory of(Kind kind, Outcome... outcomes) {
        return of(kind, 1, 1, outcomes);
    }

    static KeyHistory of(Kind kind, int arrivals, int effects, Outcome... outcomes) {
        var exchanges = IntStream.range(0, outcomes.length)
                .mapToObj(i -> exchange(2 * i, 2 * i + 1, outcomes[i]))
                .toList();
        return new KeyHistory(errand(kind), exchanges, Traces.of(arrivals, effects));
    }

    static KeyHistory odd(Kind kind, String oddity, Outcome... outcomes) {
        return new KeyHistory(errand(kind), of(kind, outcomes).exchanges(), new Traces(1, List.of(oddity), 1));
    }

    static Exchange exchange(int started, int ended, Outcome outcome) {
        return exchange(Why.AGAIN, started, ended, outcome);
    }

    static Exchange exchange(Why what, int started, int ended, Outcome outcome) {
        return new Exchange(what, 0, started, ended, outcome);
    }

    static KeyHistory of(Kind kind, Exchange... exchanges) {
        return new KeyHistory(errand(kind), List.of(exchanges), Traces.of(1, 1));
    }

    static Outcome success(String idempotency) {
        return success(idempotency, BODY);
    }

    static Outcome success(String idempotency, String body) {
        return new Outcome.Answered(201, "", idempotency, HEADERS, body);
    }

    static Outcome problem(int status, String code) {
        return problem(status, code, "");
    }

    static Outcome problem(int status, String code, String idempotency) {
        return new Outcome.Answered(status, code, idempotency, "application/problem+json  ", "{}");
    }

    static Outcome lost() {
        return new Outcome.Lost("connection lost");
    }
}
