package io.portage.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.launcher.http.Answer;
import io.portage.launcher.http.Header;
import io.portage.launcher.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// How the story looks, to the letter.
final class NarratorTest {
    private static final Step STEP = new Step(
            "A title",
            "A reason.",
            List.of(
                    new Act.SlowDown("orders", "/v1/orders", Duration.ofMillis(1500)),
                    new Act.MoveClock(Duration.ofHours(25))),
            List.of());
    private static final Header KEY = new Header("Idempotency-Key", "k1");

    @Test
    void stepWhenAsExpectedThenSentReceivedAndCameBackAreAligned() {
        var text = told(Palette.PLAIN, narrator -> {
            narrator.open(2);
            narrator.begin(1, STEP);
            narrator.show(new Evidence(List.of(executed()), 1, Map.of()));
            narrator.judge(List.of(new Verdict(true, "status 201", "it worked", "status 201")));
            narrator.close(1, 0);
        });
        assertThat(text).isEqualTo("""
                What becomes of mutations that waited in a phone's queue: 2 steps

                 1  A title
                    A reason.

                    given      orders takes 1500 ms over its next request
                    given      25 hours have passed
                    sent       POST /v1/orders   as doc
                               Idempotency-Key: k1
                               {"type":"lab"}
                    received   POST /v1/orders   at orders
                               Idempotency-Key: k1
                    came back  201
                               Idempotency-Status: executed
                               {"id":"o1"}

                    ok         status 201                                it worked

                1 step as expected, 0 not
                """);
    }

    @Test
    void stepWhenRefusedOrHungUpThenTheReasonIsTold() {
        var text = told(Palette.PLAIN, narrator -> {
            narrator.show(new Evidence(List.of(refused(), hungUp()), 0, Map.of()));
            narrator.judge(List.of(new Verdict(false, "status 422", "refused", "status 201")));
            narrator.close(0, 1);
        });
        assertThat(text).isEqualTo("""
                    sent       POST /v1/orders   as doc
                               Idempotency-Key: k1
                               {"type":"lab"}
                    received   nothing reached a service
                    came back  422
                               code OFFLINE_NOT_ALLOWED, action do-online
                               never

                    sent       POST /v1/orders   as doc, to orders itself
                               Idempotency-Key: k1
                               {"type":"lab"}
                    received   nothing reached a service
                    came back  nothing: the phone had hung up

                    NOT        status 201 (expected: status 422, refused)

                0 steps as expected, 1 not
                """);
    }

    @Test
    void verdictWhenOnATerminalThenColoured() {
        var text = told(Palette.COLOUR, narrator -> {
            narrator.judge(List.of(new Verdict(true, "a", "b", "a"), new Verdict(false, "a", "b", "c")));
            narrator.close(3, 0);
        });
        assertThat(text)
                .contains("\u001b[32mok         \u001b[0ma ")
                .contains("\u001b[1;31mNOT        \u001b[0mc (expected: a, b)")
                .endsWith("\u001b[32m3 steps as expected, 0 not\u001b[0m\n");
    }

    @Test
    void bodyWhenLongThenCut() {
        var text = told(
                Palette.PLAIN,
                narrator -> narrator.show(new Evidence(
                        List.of(exchange(
                                Exchange.GATEWAY, List.of(), answer(200, "application/json", "x".repeat(200)))),
                        0,
                        Map.of())));
        assertThat(text.lines()).allMatch(line -> line.length() <= 120).anyMatch(line -> line.endsWith("xxx..."));
    }

    @Test
    void paletteWhenPipedOrUnwantedThenPlain() {
        assertThat(Palette.of(true, Map.of("TERM", "xterm"))).isEqualTo(Palette.COLOUR);
        assertThat(Palette.of(true, Map.of("NO_COLOR", ""))).isEqualTo(Palette.COLOUR);
        assertThat(Palette.of(false, Map.of("TERM", "xterm"))).isEqualTo(Palette.PLAIN);
        assertThat(Palette.of(true, Map.of("NO_COLOR", "1"))).isEqualTo(Palette.PLAIN);
        assertThat(Palette.of(true, Map.of("TERM", "dumb"))).isEqualTo(Palette.PLAIN);
    }

    private static String told(Palette palette, Consumer<Narrator> telling) {
        var bytes = new ByteArrayOutputStream();
        telling.accept(new Narrator(new PrintStream(bytes, true, StandardCharsets.UTF_8), palette));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Exchange executed() {
        var arrival = new Arrival("orders", "POST", "/v1/orders", List.of(KEY, new Header("Host", "h")));
        return exchange(Exchange.GATEWAY, List.of(arrival), answer(201, "application/json", "{\"id\":\"o1\"}"));
    }

    private static Exchange refused() {
        var problem = "{\"code\":\"OFFLINE_NOT_ALLOWED\",\"action\":\"do-online\",\"detail\":\"never\"}";
        return exchange(
                Exchange.GATEWAY,
                List.of(),
                new Answer(
                        422,
                        List.of(new Header("Content-Type", "application/problem+json")),
                        problem.getBytes(StandardCharsets.UTF_8)));
    }

    private static Exchange hungUp() {
        return new Exchange("", "doc", "orders", sent(), List.of(), null);
    }

    private static Exchange exchange(String to, List<Arrival> arrivals, Answer answer) {
        return new Exchange("a", "doc", to, sent(), arrivals, answer);
    }

    private static Request sent() {
        var headers = List.of(new Header("Authorization", "Bearer t"), KEY);
        return new Request("POST", "/v1/orders", headers, "{\"type\":\"lab\"}");
    }

    private static Answer answer(int status, String type, String body) {
        return new Answer(
                status,
                List.of(new Header("Content-Type", type), new Header("Idempotency-Status", "executed")),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
