package io.portage.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.launcher.http.Header;
import io.portage.launcher.http.Request;
import io.portage.stubs.http.HeaderLine;
import io.portage.stubs.traffic.Effect;
import io.portage.stubs.traffic.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Arrivals and effects find their errand, and what does not fit is noticed.
final class EvidenceTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Errand ERRAND = Histories.errand(Kind.REFILL);
    private static final Request SENT = Wire.request(ERRAND, "t", NOON);

    private static ReceivedRequest arrived(String tenant, Request request) {
        var lines = new ArrayList<HeaderLine>();
        request.headers().forEach(header -> lines.add(new HeaderLine(header.name(), header.value())));
        lines.add(new HeaderLine("X-Tenant-Id", tenant));
        return new ReceivedRequest(
                Kind.REFILL.service(),
                request.method(),
                request.path(),
                lines,
                request.body().getBytes(StandardCharsets.UTF_8),
                NOON);
    }

    private static Effect effect(String key, int count) {
        return new Effect(Kind.REFILL.service(), Kind.REFILL.operation(), null, key, count);
    }

    private static Traces traces(Map<String, List<Effect>> effects, ReceivedRequest... received) {
        return Evidence.of(effects, List.of(received)).traces(ERRAND, SENT);
    }

    @Test
    void tracesWhenARequestArrivedAndTookEffectThenBothAreCounted() {
        assertThat(traces(Map.of("north", List.of(effect("k", 1))), arrived("north", SENT)))
                .isEqualTo(Traces.of(1, 1));
    }

    @Test
    void tracesWhenAnotherTenantHasTheKeyThenItsEffectsAreItsOwn() {
        var effects = Map.of("north", List.of(effect("j", 1)), "south", List.of(effect("k", 2)));
        assertThat(traces(effects)).isEqualTo(Traces.of(0, 0));
    }

    @Test
    void tracesWhenAnotherOperationHasTheKeyThenItsEffectIsNotOurs() {
        var other = new Effect("patient-portal", "portal.request-appointment", "k", null, 1);
        assertThat(traces(Map.of("north", List.of(other)))).isEqualTo(Traces.of(0, 0));
    }

    @Test
    void tracesWhenTheGatewayAsksForADelegationThenNoArrival() {
        var question = new Request("GET", "/v1/portal/delegations/check", SENT.headers(), "");
        assertThat(traces(Map.of(), arrived("north", question))).isEqualTo(Traces.of(0, 0));
    }

    @Test
    void tracesWhenThereAreMoreEffectsThanArrivalsThenOdd() {
        assertThat(traces(Map.of("north", List.of(effect("k", 2))), arrived("north", SENT))
                        .oddities())
                .containsExactly("2 effects of 1 arrivals");
    }

    @ParameterizedTest
    @CsvSource({
        "path, /v1/portal/refill-requests/",
        "body, {}",
        "Idempotency-Key, other",
        "Content-Type, text/plain",
        "X-Queued-At, 2026-11-20T11:00:00Z"
    })
    void tracesWhenSomethingArrivesDifferentlyThenOdd(String what, String value) {
        var headers = Stream.concat(
                        SENT.headers().stream().filter(header -> !header.is(what)), Stream.of(new Header(what, value)))
                .toList();
        var changed = new Request(
                "POST", what.equals("path") ? value : SENT.path(), headers, what.equals("body") ? value : SENT.body());
        assertThat(traces(Map.of(), arrived("north", changed)).oddities())
                .singleElement()
                .asString()
                .startsWith(what + ": ");
    }

    @Test
    void tracesWhenItArrivesForAnotherTenantThenOdd() {
        assertThat(traces(Map.of(), arrived("south", SENT)).oddities())
                .containsExactly("tenant: [south] (sent: [north])");
    }
}
