package io.portage.launcher.demo;

import io.portage.launcher.http.Answer;
import io.portage.launcher.http.Header;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Something that must hold after a step, with the reason in plain words.
sealed interface Expectation {
    /// The headers that belong to the client and to the service, and to nobody in between.
    List<String> SYNC_HEADERS =
            List.of("Authorization", "Idempotency-Key", "X-Correlation-Id", "X-Queued-At", "X-Sent-At");

    Verdict check(Evidence evidence);

    /// The status of an answer.
    record Status(String answer, int status, String because) implements Expectation {
        @Override
        public Verdict check(Evidence evidence) {
            return verdict(evidence, answer, "status " + status, because, found -> "status " + found.status());
        }
    }

    /// A member of a JSON answer, such as `code` or `action`.
    record Member(String answer, String member, String value, String because) implements Expectation {
        @Override
        public Verdict check(Evidence evidence) {
            return verdict(
                    evidence,
                    answer,
                    member + " " + value,
                    because,
                    found -> member + " " + Json.text(found.text(), member).orElse("(none)"));
        }
    }

    /// A header of an answer.
    record HeaderIs(String answer, String name, String value, String because) implements Expectation {
        @Override
        public Verdict check(Evidence evidence) {
            return verdict(
                    evidence,
                    answer,
                    name + ": " + value,
                    because,
                    found -> name + ": " + found.header(name).orElse("(none)"));
        }
    }

    /// Words in an answer.
    record Says(String answer, String words, String because) implements Expectation {
        @Override
        public Verdict check(Evidence evidence) {
            return verdict(
                    evidence,
                    answer,
                    "says \"" + words + "\"",
                    because,
                    found -> found.text().contains(words) ? "says \"" + words + "\"" : "says " + found.text());
        }
    }

    /// Two answers with the same bytes.
    record SameBytes(String answer, String other, String because) implements Expectation {
        @Override
        public Verdict check(Evidence evidence) {
            var what = "the same bytes";
            var expected = evidence.answer(other).map(Answer::body).orElse(new byte[0]);
            return verdict(
                    evidence,
                    answer,
                    what,
                    because,
                    found -> expected.length > 0 && Arrays.equals(found.body(), expected)
                            ? what
                            : found.text() + " instead of " + new String(expected, StandardCharsets.UTF_8));
        }
    }

    /// How many mutations reached a service, and how often something really happened there.
    record Reached(int arrivals, int effects, String because) implements Expectation {
        @Override
        public Verdict check(Evidence evidence) {
            var found = words(evidence.mutations().size(), evidence.effects());
            return Verdict.of(words(arrivals, effects), because, found);
        }

        private static String words(int arrivals, int effects) {
            return times(arrivals, "arrival") + ", " + times(effects, "effect");
        }

        private static String times(int count, String noun) {
            return count + " " + noun + (count == 1 ? "" : "s");
        }
    }

    /// Nothing at all reached a service, not even a question.
    record Untold(String because) implements Expectation {
        @Override
        public Verdict check(Evidence evidence) {
            int count = evidence.arrivals().size();
            return Verdict.of("nothing forwarded", because, count == 0 ? "nothing forwarded" : count + " forwarded");
        }
    }

    /// The sync headers of each request that went through the gateway arrived once each, byte for byte.
    record Untouched(String because) implements Expectation {
        @Override
        public Verdict check(Evidence evidence) {
            var what = "headers untouched";
            var sent = evidence.exchanges().stream()
                    .filter(Exchange::throughGateway)
                    .findFirst();
            var arrived = evidence.mutations();
            if (sent.isEmpty() || arrived.isEmpty()) {
                return Verdict.of(what, because, "nothing arrived");
            }
            var changed = sent.get().sent().headers().stream()
                    .filter(h -> SYNC_HEADERS.stream().anyMatch(h::is))
                    .filter(h -> !arrived.getFirst().values(h.name()).equals(List.of(h.value())))
                    .map(Header::name)
                    .toList();
            return Verdict.of(what, because, changed.isEmpty() ? what : "changed: " + changed);
        }
    }

    private static Verdict verdict(
            Evidence evidence, String answer, String what, String because, Function<Answer, String> found) {
        return Verdict.of(what, because, evidence.answer(answer).map(found).orElse("no answer"));
    }
}
