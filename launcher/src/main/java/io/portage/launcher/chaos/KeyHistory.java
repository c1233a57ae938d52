package io.portage.launcher.chaos;

import io.portage.launcher.chaos.Outcome.Answered;
import java.util.List;
import java.util.stream.Stream;

/// Everything that happened to one key of one tenant.
///
/// @param exchanges what phones sent and saw, in the order of its end
record KeyHistory(Errand errand, List<Exchange> exchanges, Traces traces) {
    KeyHistory {
        exchanges = List.copyOf(exchanges);
    }

    KeyHistory withEffects(int counted) {
        return new KeyHistory(errand, exchanges, traces.withEffects(counted));
    }

    /// How it ended for the client, and whether anything happened.
    String end() {
        return exchanges.reversed().stream()
                .filter(exchange -> exchange.what() != Why.TWIN)
                .findFirst()
                .map(exchange ->
                        Decision.on(exchange.outcome()).shown() + (effects() == 0 ? ", no effect" : ", effect"))
                .orElse("never asked");
    }

    Stream<Answered> answers() {
        return exchanges.stream()
                .map(Exchange::outcome)
                .filter(Answered.class::isInstance)
                .map(Answered.class::cast);
    }

    Stream<Answered> successes() {
        return answers().filter(Answered::isSuccess);
    }

    Kind kind() {
        return errand.kind();
    }

    int arrivals() {
        return traces.arrivals();
    }

    int effects() {
        return traces.effects();
    }
}
