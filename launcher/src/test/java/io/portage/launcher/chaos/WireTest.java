package io.portage.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.launcher.http.Answer;
import io.portage.launcher.http.Header;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Errands as requests, and answers as outcomes.
final class WireTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static Answer answer(int status, String body) {
        return new Answer(
                status,
                List.of(new Header("Idempotency-Status", "unknown"), new Header("location", "/v1/orders/1")),
                body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void requestThenEveryRepeatIsTheSame() {
        var errand = new Errand("k1", Errand.ABROAD, Kind.REFILL, Duration.ZERO, Duration.ofHours(3), 1, null, 1);
        assertThat(Wire.request(errand, "t", NOON)).isEqualTo(Wire.request(errand, "t", NOON));
        assertThat(Wire.request(errand, "t", NOON).headers())
                .contains(
                        new Header("Idempotency-Key", "k1"),
                        new Header("X-Correlation-Id", "south.k1"),
                        new Header("X-Queued-At", "2026-11-20T09:00:00Z"));
    }

    @Test
    void requestWhenTheBodyHasTheKeyAndNothingWasQueuedThenNoHeaderSaysSo() {
        var request = Wire.request(Histories.errand(Kind.ORDER), "t", NOON);
        assertThat(request.headers()).extracting(Header::name).doesNotContain("Idempotency-Key", "X-Queued-At");
        assertThat(request.body()).contains("\"clientMutationId\":\"k\"");
    }

    @Test
    void outcomeWhenAProblemThenItsCode() {
        assertThat(Wire.outcome(answer(409, "{\"code\":\"OUTCOME_UNKNOWN\"}")))
                .extracting(Outcome.Answered::code, Outcome.Answered::shown)
                .containsExactly("OUTCOME_UNKNOWN", "409 OUTCOME_UNKNOWN (unknown)");
    }

    @Test
    void outcomeWhenNoJsonThenNoCode() {
        assertThat(Wire.outcome(answer(502, "<html>")).code()).isEmpty();
    }

    @Test
    void outcomeWhenASuccessThenItsBytesAndNoCode() {
        var outcome = Wire.outcome(answer(201, "{\"code\":\"hba1c\"}"));
        assertThat(outcome.code()).isEmpty();
        assertThat(outcome.body()).isEqualTo("{\"code\":\"hba1c\"}");
        assertThat(outcome.headers()).isEqualTo(" /v1/orders/1 ");
    }

    @Test
    void exchangeWhenNobodyListensThenNoConnection() {
        int port = StablePorts.free(1).pop();
        var request = Wire.request(Histories.errand(Kind.ORDER), "t", NOON);
        assertThat(Wire.exchange(URI.create("http://localhost:" + port), request, null))
                .isEqualTo(Outcome.Lost.NO_CONNECTION);
    }
}
