package io.portage.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.launcher.demo.Expectation.HeaderIs;
import io.portage.launcher.demo.Expectation.Member;
import io.portage.launcher.demo.Expectation.Reached;
import io.portage.launcher.demo.Expectation.SameBytes;
import io.portage.launcher.demo.Expectation.Says;
import io.portage.launcher.demo.Expectation.Status;
import io.portage.launcher.demo.Expectation.Untold;
import io.portage.launcher.demo.Expectation.Untouched;
import io.portage.launcher.http.Answer;
import io.portage.launcher.http.Header;
import io.portage.launcher.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// An expectation holds for what was expected, and for nothing else.
final class ExpectationTest {
    private static final Header KEY = new Header("Idempotency-Key", "\"k1\"");
    private static final Header TOKEN = new Header("Authorization", "Bearer t");
    private static final Answer ANSWER = answer(422, "{\"code\":\"A\",\"action\":\"look-up\",\"detail\":\"no\"}");
    private static final Evidence EVIDENCE = evidence(1, arrival("POST", TOKEN, KEY));

    static List<Expectation> held() {
        return List.of(
                new Status("a", 422, ""),
                new Member("a", "code", "A", ""),
                new HeaderIs("a", "idempotency-status", "mismatch", ""),
                new Says("a", "\"no\"", ""),
                new SameBytes("a", "a", ""),
                new Reached(1, 1, ""),
                new Untouched(""));
    }

    static List<Arguments> broken() {
        return List.of(
                Arguments.of(new Status("a", 201, ""), "status 422"),
                Arguments.of(new Status("missing", 201, ""), "no answer"),
                Arguments.of(new Member("a", "code", "B", ""), "code A"),
                Arguments.of(new Member("a", "retryable", "true", ""), "retryable (none)"),
                Arguments.of(new Member("b", "code", "A", ""), "code (none)"),
                Arguments.of(new HeaderIs("a", "Idempotency-Status", "replayed", ""), "Idempotency-Status: mismatch"),
                Arguments.of(new HeaderIs("a", "Retry-After", "1", ""), "Retry-After: (none)"),
                Arguments.of(new Says("b", "took effect", ""), "says plain"),
                Arguments.of(new SameBytes("b", "a", ""), "plain instead of " + ANSWER.text()),
                Arguments.of(new SameBytes("b", "missing", ""), "plain instead of "),
                Arguments.of(new Reached(0, 0, ""), "1 arrival, 1 effect"),
                Arguments.of(new Reached(1, 0, ""), "1 arrival, 1 effect"),
                Arguments.of(new Untold(""), "1 forwarded"));
    }

    @ParameterizedTest
    @MethodSource("held")
    void checkWhenAsExpectedThenHolds(Expectation expectation) {
        assertThat(expectation.check(EVIDENCE)).satisfies(verdict -> {
            assertThat(verdict.holds()).isTrue();
            assertThat(verdict.found()).isEqualTo(verdict.what());
        });
    }

    @ParameterizedTest
    @MethodSource("broken")
    void checkWhenNotAsExpectedThenSaysWhatWasFound(Expectation expectation, String found) {
        assertThat(expectation.check(EVIDENCE)).satisfies(verdict -> {
            assertThat(verdict.holds()).isFalse();
            assertThat(verdict.found()).isEqualTo(found);
        });
    }

    @Test
    void untouchedWhenAHeaderIsMissingTwiceOrChangedThenNamed() {
        var changed = new Header("Idempotency-Key", "k1");
        assertThat(untouched(arrival("POST", TOKEN))).isEqualTo("changed: [Idempotency-Key]");
        assertThat(untouched(arrival("POST", TOKEN, KEY, KEY))).isEqualTo("changed: [Idempotency-Key]");
        assertThat(untouched(arrival("POST", changed))).isEqualTo("changed: [Authorization, Idempotency-Key]");
    }

    @Test
    void untouchedWhenNothingArrivedThenNotHeld() {
        assertThat(new Untouched("").check(evidence(0)).found()).isEqualTo("nothing arrived");
    }

    @Test
    void reachedWhenTheGatewayOnlyAskedThenNoArrival() {
        var asked = evidence(0, arrival("GET", TOKEN));
        assertThat(new Reached(0, 0, "").check(asked).holds()).isTrue();
        assertThat(new Untold("").check(asked).holds()).isFalse();
    }

    private static String untouched(Arrival arrival) {
        return new Untouched("").check(evidence(1, arrival)).found();
    }

    private static Evidence evidence(int effects, Arrival... arrivals) {
        var sent = new Request("POST", "/v1/orders", List.of(TOKEN, KEY), "{}");
        var exchange = new Exchange("a", "doc", Exchange.GATEWAY, sent, List.of(arrivals), ANSWER);
        return new Evidence(List.of(exchange), effects, Map.of("a", ANSWER, "b", answer(201, "plain")));
    }

    private static Arrival arrival(String method, Header... headers) {
        return new Arrival("orders", method, "/v1/orders", List.of(headers));
    }

    private static Answer answer(int status, String body) {
        return new Answer(
                status, List.of(new Header("Idempotency-Status", "mismatch")), body.getBytes(StandardCharsets.UTF_8));
    }
}
