package io.portage.launcher.chaos;

import java.util.List;
import java.util.Locale;

/// Everything that happened to one key.
///
/// @param exchanges what phones sent and saw, in the order of its end
/// @param arrivals how often a request with this key reached the service
/// @param effects how often the service acted
record KeyHistory(Errand errand, List<Exchange> exchanges, int arrivals, int effects) {
    KeyHistory {
        exchanges = List.copyOf(exchanges);
    }

    KeyHistory withEffects(int counted) {
        return new KeyHistory(errand, exchanges, arrivals, counted);
    }

    /// How it ended for the client, and whether anything happened.
    String end() {
        if (exchanges.isEmpty()) {
            return "never asked";
        }
        var told = Decision.on(exchanges.getLast().outcome())
                .name()
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
        return told + (effects == 0 ? ", no effect" : ", effect");
    }

    Kind kind() {
        return errand.kind();
    }
}
