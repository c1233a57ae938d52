package io.portage.launcher.chaos;

import java.util.List;

/// What the services know of one errand.
///
/// @param arrivals how often a request of it arrived
/// @param oddities what cannot come of what the phone sent, each in a few words
/// @param effects how often the service acted
record Traces(int arrivals, List<String> oddities, int effects) {
    Traces {
        oddities = List.copyOf(oddities);
    }

    static Traces of(int arrivals, int effects) {
        return new Traces(arrivals, List.of(), effects);
    }

    Traces withEffects(int counted) {
        return new Traces(arrivals, oddities, counted);
    }
}
