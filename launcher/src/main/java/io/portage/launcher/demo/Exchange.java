package io.portage.launcher.demo;

import io.portage.launcher.http.Answer;
import io.portage.launcher.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was sent, what the services received because of it, and what came back.
///
/// @param name how the story calls the answer
/// @param user who sent it
/// @param to where it went, for the reader
/// @param arrivals what the services received
/// @param answer null where nobody waited for it
record Exchange(
        String name,
        String user,
        String to,
        Request sent,
        List<Arrival> arrivals,
        @Nullable Answer answer) {
    static final String GATEWAY = "gateway";

    Exchange {
        arrivals = List.copyOf(arrivals);
    }

    boolean throughGateway() {
        return to.equals(GATEWAY);
    }
}
