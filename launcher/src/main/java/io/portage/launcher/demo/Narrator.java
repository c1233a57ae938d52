package io.portage.launcher.demo;

import io.portage.launcher.http.Answer;
import io.portage.launcher.http.Header;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Tells the story: what was sent, what the service received, what came back, and whether that is as expected.
final class Narrator {
    private static final int LABEL = 11;
    private static final int WHAT = 42;
    private static final int WIDTH = 96;
    private static final List<String> TOLD_OF_REQUESTS =
            List.of("Idempotency-Key", "X-Correlation-Id", "X-Queued-At", "X-Sent-At", "Connection");
    private static final List<String> TOLD_OF_ANSWERS =
            List.of("Idempotency-Status", "Idempotency-Replayed", "X-Correlation-Id", "Retry-After");

    private final PrintStream out;
    private final Palette palette;

    Narrator(PrintStream out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    void open(int steps) {
        out.println(palette.bold("What becomes of mutations that waited in a phone's queue: " + steps + " steps"));
    }

    void begin(int number, Step step) {
        out.println();
        out.println(palette.bold("%2d  %s".formatted(number, step.title())));
        out.println("    " + step.why());
        out.println();
        circumstances(step);
    }

    /// What is the case before anything is sent.
    private void circumstances(Step step) {
        for (var act : step.acts()) {
            switch (act) {
                case Act.SlowDown slow ->
                    tell(
                            "given",
                            List.of(slow.service() + " takes " + slow.delay().toMillis()
                                    + " ms over its next request"));
                case Act.MoveClock clock -> tell("given", List.of(clock.by().toHours() + " hours have passed"));
                default -> {}
            }
        }
    }

    void show(Evidence evidence) {
        for (var exchange : evidence.exchanges()) {
            sent(exchange);
            if (exchange.arrivals().isEmpty()) {
                tell("received", List.of("nothing reached a service"));
            }
            exchange.arrivals().forEach(this::received);
            cameBack(exchange);
            out.println();
        }
    }

    private void sent(Exchange exchange) {
        var past = exchange.throughGateway() ? "" : ", to " + exchange.to() + " itself";
        var lines = new ArrayList<String>();
        lines.add(exchange.sent().method() + " " + exchange.sent().path() + "   as " + exchange.user() + past);
        lines.addAll(told(exchange.sent().headers(), TOLD_OF_REQUESTS));
        if (!exchange.sent().body().isEmpty()) {
            lines.add(cut(exchange.sent().body()));
        }
        tell("sent", lines);
    }

    private void received(Arrival arrival) {
        var lines = new ArrayList<String>();
        lines.add(arrival.method() + " " + arrival.path() + "   at " + arrival.service());
        if (arrival.mutates()) {
            lines.addAll(told(arrival.headers(), TOLD_OF_REQUESTS));
        }
        tell("received", lines);
    }

    private void cameBack(Exchange exchange) {
        var answer = exchange.answer();
        if (answer == null) {
            tell("came back", List.of("nothing: the phone had hung up"));
            return;
        }
        var lines = new ArrayList<String>();
        lines.add(String.valueOf(answer.status()));
        lines.addAll(told(answer.headers(), TOLD_OF_ANSWERS));
        lines.addAll(content(answer));
        tell("came back", lines);
    }

    private static List<String> content(Answer answer) {
        boolean problem = answer.header("Content-Type").orElse("").startsWith("application/problem+json");
        if (!problem) {
            return answer.body().length == 0 ? List.of() : List.of(cut(answer.text()));
        }
        var text = answer.text();
        var lines = new ArrayList<String>();
        lines.add("code " + Json.text(text, "code").orElse("?") + ", action "
                + Json.text(text, "action").orElse("?"));
        lines.addAll(wrapped(Json.text(text, "detail").orElse("")));
        return lines;
    }

    private static List<String> told(List<Header> headers, List<String> names) {
        return headers.stream()
                .filter(header -> names.stream().anyMatch(header::is))
                .map(header -> cut(header.toString()))
                .toList();
    }

    /// A reason is worth every one of its words.
    private static List<String> wrapped(String text) {
        var lines = new ArrayList<String>();
        var rest = text;
        while (rest.length() > WIDTH && rest.lastIndexOf(' ', WIDTH) > 0) {
            int space = rest.lastIndexOf(' ', WIDTH);
            lines.add(rest.substring(0, space));
            rest = rest.substring(space + 1);
        }
        lines.add(rest);
        return lines;
    }

    private static String cut(String text) {
        return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 3) + "...";
    }

    private void tell(String label, List<String> lines) {
        var margin = palette.dim(padded(label, LABEL));
        for (var line : lines) {
            out.println("    " + margin + line);
            margin = " ".repeat(LABEL);
        }
    }

    void judge(List<Verdict> verdicts) {
        for (var verdict : verdicts) {
            out.println("    " + (verdict.holds() ? held(verdict) : missed(verdict)));
        }
    }

    private String held(Verdict verdict) {
        return palette.good(padded("ok", LABEL)) + padded(verdict.what(), WHAT) + verdict.because();
    }

    private String missed(Verdict verdict) {
        var expected = verdict.what().isEmpty() ? "" : " (expected: " + verdict.what() + ", " + verdict.because() + ")";
        return palette.bad(padded("NOT", LABEL)) + verdict.found() + expected;
    }

    /// Somebody stopped it in the middle: what was not played was not wrong.
    void ended() {
        out.println();
        out.println("stopped before the end");
    }

    void close(int asExpected, int not) {
        var text = (asExpected == 1 ? "1 step" : asExpected + " steps") + " as expected, " + not + " not";
        out.println();
        out.println(not == 0 ? palette.good(text) : palette.bad(text));
    }

    private static String padded(String text, int width) {
        return text.length() < width ? text + " ".repeat(width - text.length()) : text + " ";
    }
}
