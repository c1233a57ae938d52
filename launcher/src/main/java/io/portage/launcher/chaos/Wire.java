package io.portage.launcher.chaos;

import io.portage.launcher.http.Answer;
import io.portage.launcher.http.Connection;
import io.portage.launcher.http.Header;
import io.portage.launcher.http.Request;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Turns errands into requests and answers into outcomes.
final class Wire {
    private static final JsonMapper JSON = new JsonMapper();
    /// What a replay repeats, apart from status and body.
    private static final List<String> REPEATED = List.of("Content-Type", "Location", "ETag");

    private Wire() {}

    /// The request of an errand: every one of its repeats has the same bytes.
    ///
    /// @param began when the phone was online for the first time
    static Request request(Errand errand, String token, Instant began) {
        var kind = errand.kind();
        var headers = new ArrayList<Header>();
        headers.add(new Header("Authorization", "Bearer " + token));
        headers.add(new Header("Content-Type", "application/json"));
        headers.add(new Header("X-Correlation-Id", errand.name()));
        if (kind.hasHeaderKey()) {
            headers.add(new Header("Idempotency-Key", errand.key()));
        }
        if (errand.queued() != null) {
            var since = began.minus(errand.queued()).truncatedTo(ChronoUnit.MILLIS);
            headers.add(new Header("X-Queued-At", since.toString()));
        }
        return new Request("POST", kind.path(errand.key()), headers, kind.body(errand.key()));
    }

    /// Sends it and waits; or hangs up after a while, where `hangsUpAfter` is not null.
    static Outcome exchange(URI gateway, Request request, @Nullable Duration hangsUpAfter) {
        var patience = hangsUpAfter == null ? Timing.PATIENCE : hangsUpAfter;
        try (var connection = Connection.open(gateway, patience)) {
            connection.send(request);
            return outcome(connection.receive());
        } catch (SocketTimeoutException _) {
            return new Outcome.Lost(hangsUpAfter == null ? "no answer in time" : "hung up");
        } catch (IOException e) {
            return e.getCause() instanceof ConnectException
                    ? Outcome.Lost.NO_CONNECTION
                    : new Outcome.Lost("connection lost");
        }
    }

    static Outcome.Answered outcome(Answer answer) {
        return new Outcome.Answered(
                answer.status(),
                answer.status() >= 400 ? code(answer) : "",
                answer.header("Idempotency-Status").orElse(""),
                REPEATED.stream().map(name -> answer.header(name).orElse("")).collect(Collectors.joining(" ")),
                new String(answer.body(), StandardCharsets.ISO_8859_1));
    }

    private static String code(Answer answer) {
        try {
            return JSON.readTree(answer.body()).path("code").asString("");
        } catch (JacksonException _) {
            return "";
        }
    }
}
