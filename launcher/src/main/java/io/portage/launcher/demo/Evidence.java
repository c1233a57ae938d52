package io.portage.launcher.demo;

import io.portage.launcher.http.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a step brought about.
///
/// @param exchanges what was sent and came back, in order
/// @param effects how many business effects happened
/// @param remembered every named answer so far, those of earlier steps included
record Evidence(List<Exchange> exchanges, int effects, Map<String, Answer> remembered) {
    Evidence {
        exchanges = List.copyOf(exchanges);
        remembered = Map.copyOf(remembered);
    }

    Optional<Answer> answer(String name) {
        return Optional.ofNullable(remembered.get(name));
    }

    /// What the services received through the gateway.
    List<Arrival> arrivals() {
        return exchanges.stream()
                .filter(Exchange::throughGateway)
                .flatMap(exchange -> exchange.arrivals().stream())
                .toList();
    }

    List<Arrival> mutations() {
        return arrivals().stream().filter(Arrival::mutates).toList();
    }
}
