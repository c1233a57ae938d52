package io.portage.gateway.offline;

import static io.portage.gateway.problem.ProblemCode.OFFLINE_NOT_ALLOWED;
import static io.portage.gateway.problem.ProblemCode.QUEUED_AT_INVALID;
import static io.portage.gateway.problem.ProblemCode.QUEUED_MUTATION_EXPIRED;
import static io.portage.gateway.problem.ProblemCode.VERSION_REQUIRED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.JsonPointer;
import io.portage.contract.QueueRule;
import io.portage.contract.QueueRule.Condition;
import io.portage.contract.QueueRule.Never;
import io.portage.contract.QueueRule.Otherwise;
import io.portage.contract.QueueRule.Within;
import io.portage.gateway.TestClock;
import io.portage.gateway.headers.Key;
import io.portage.gateway.json.Json;
import io.portage.gateway.json.JsonReader;
import io.portage.gateway.json.JsonReader.MalformedJsonException;
import io.portage.gateway.offline.OfflineRules.Question;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OfflineRulesTest {
    private static final Instant NOW = TestClock.START;
    private static final Key KEY = new Key("k");
    private static final Duration DAY = Duration.ofHours(24);
    private static final Within ONE_DAY = new Within(DAY, List.of(), null);
    private static final Within WITH_VERSION = new Within(DAY, List.of(), JsonPointer.parse("/version"));
    private static final OfflineVerdict ONLINE = new OfflineVerdict.Allowed(false);
    private static final OfflineVerdict QUEUED = new OfflineVerdict.Allowed(true);

    static Json json(String text) {
        try {
            return JsonReader.read(text.getBytes(UTF_8));
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Question queued(String body, Duration age) {
        return new Question(json(body), KEY, NOW.minus(age), null, NOW);
    }

    private static Question online(String body) {
        return new Question(json(body), KEY, null, null, NOW);
    }

    private static Within when(Otherwise unknown, Otherwise missing) {
        var condition =
                new Condition(JsonPointer.parse("/type"), Set.of("lab"), Set.of("medication"), unknown, missing);
        return new Within(DAY, List.of(condition), null);
    }

    private static Rejection refusal(QueueRule rule, Question question, ProblemCode code) {
        var verdict = OfflineRules.verdict(rule, question);
        assertThat(verdict).isInstanceOf(OfflineVerdict.Refused.class);
        var rejection = ((OfflineVerdict.Refused) verdict).rejection();
        assertThat(rejection.code()).isEqualTo(code);
        assertThat(rejection.detail()).contains("(expected: ");
        return rejection;
    }

    @Test
    void neverWhenOnlineThenAllowed() {
        assertThat(OfflineRules.verdict(new Never(), online("{}"))).isEqualTo(ONLINE);
    }

    @Test
    void neverWhenQueuedThenRefusedHoweverShort() {
        refusal(new Never(), queued("{}", Duration.ZERO), OFFLINE_NOT_ALLOWED);
        refusal(new Never(), queued("{}", Duration.ofDays(9)), OFFLINE_NOT_ALLOWED);
        refusal(new Never(), queued("{}", Duration.ofDays(-9)), OFFLINE_NOT_ALLOWED);
    }

    @Test
    void neverWhenKeyIsOldThenRefused() {
        var key = Keys.uuid7(NOW.minus(Duration.ofMinutes(16)));
        refusal(new Never(), new Question(null, key, null, null, NOW), OFFLINE_NOT_ALLOWED);
    }

    @Test
    void withinWhenExactlyADayThenAllowedAndOneSecondMoreThenExpired() {
        assertThat(OfflineRules.verdict(ONE_DAY, queued("{}", DAY))).isEqualTo(QUEUED);
        assertThat(refusal(ONE_DAY, queued("{}", DAY.plusSeconds(1)), QUEUED_MUTATION_EXPIRED)
                        .detail())
                .isEqualTo("queued for PT24H1S (expected: at most PT24H)");
        refusal(ONE_DAY, queued("{}", DAY.plusNanos(1)), QUEUED_MUTATION_EXPIRED);
    }

    @Test
    void withinWhenSentAtIsThereThenAgeIsMeasuredOnTheClientsClock() {
        var queuedAt = Instant.parse("2030-01-01T00:00:00Z");
        assertThat(OfflineRules.verdict(ONE_DAY, new Question(null, KEY, queuedAt, queuedAt.plus(DAY), NOW)))
                .isEqualTo(QUEUED);
        refusal(
                ONE_DAY,
                new Question(null, KEY, queuedAt, queuedAt.plus(DAY).plusSeconds(1), NOW),
                QUEUED_MUTATION_EXPIRED);
    }

    @Test
    void withinWhenTimesContradictThenServerTimeIsTold() {
        var ahead = refusal(ONE_DAY, queued("{}", Duration.ofMinutes(-5).minusMillis(1)), QUEUED_AT_INVALID);
        assertThat(ahead.members()).containsEntry("serverTime", NOW.toString());
        assertThat(ahead.detail()).contains("after the server's time");
        var sentBefore =
                new Question(null, KEY, NOW, NOW.minus(Duration.ofMinutes(5)).minusMillis(1), NOW);
        assertThat(refusal(ONE_DAY, sentBefore, QUEUED_AT_INVALID).detail()).contains("after X-Sent-At");
        assertThat(OfflineRules.verdict(ONE_DAY, queued("{}", Duration.ofMinutes(-5))))
                .isEqualTo(QUEUED);
        assertThat(OfflineRules.verdict(ONE_DAY, new Question(null, KEY, NOW, NOW.minusSeconds(300), NOW)))
                .isEqualTo(QUEUED);
    }

    @Test
    void withinWhenKeyIsOldThenTheSameLimits() {
        var aDayOld = new Question(null, Keys.ulid(NOW.minus(DAY)), null, null, NOW);
        assertThat(OfflineRules.verdict(ONE_DAY, aDayOld)).isEqualTo(QUEUED);
        var older = new Question(null, Keys.ulid(NOW.minus(DAY).minusSeconds(1)), null, null, NOW);
        refusal(ONE_DAY, older, QUEUED_MUTATION_EXPIRED);
        refusal(WITH_VERSION, aDayOld, VERSION_REQUIRED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"version\":3}|true",
                "{\"version\":\"W/3\"}|true",
                "{}|false",
                "{\"version\":null}|false",
                "{\"version\":true}|false",
                "{\"version\":[3]}|false",
                "{\"x\":{\"version\":3}}|false"
            })
    void withinWhenVersionIsNeededThenTextOrNumberWillDo(String body, boolean named) {
        assertThat(OfflineRules.names(json(body), JsonPointer.parse("/version")))
                .isEqualTo(named);
        assertThat(OfflineRules.verdict(WITH_VERSION, online(body))).isEqualTo(ONLINE);
        if (named) {
            assertThat(OfflineRules.verdict(WITH_VERSION, queued(body, DAY))).isEqualTo(QUEUED);
        } else {
            refusal(WITH_VERSION, queued(body, DAY), VERSION_REQUIRED);
            refusal(WITH_VERSION, queued(body, DAY.plusSeconds(1)), QUEUED_MUTATION_EXPIRED);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"lab\"}|NEVER|NEVER|true",
                "{\"type\":\"medication\"}|NEVER|NEVER|false",
                "{\"type\":\"medication\"}|ALLOW|ALLOW|false",
                "{\"type\":\"other\"}|NEVER|ALLOW|false",
                "{\"type\":\"other\"}|ALLOW|NEVER|true",
                "{\"type\":\"LAB\"}|NEVER|ALLOW|false",
                "{\"type\":7}|NEVER|ALLOW|false",
                "{\"type\":[\"lab\"]}|NEVER|ALLOW|false",
                "{\"type\":true}|ALLOW|NEVER|true",
                "{}|NEVER|NEVER|false",
                "{}|NEVER|ALLOW|true",
                "{\"type\":null}|ALLOW|NEVER|false",
                "{\"type\":null}|NEVER|ALLOW|true",
            })
    void withinWhenConditionThenValueDecides(String body, Otherwise unknown, Otherwise missing, boolean allowed) {
        var rule = when(unknown, missing);
        assertThat(OfflineRules.verdict(rule, online(body))).isEqualTo(ONLINE);
        if (allowed) {
            assertThat(OfflineRules.verdict(rule, queued(body, DAY))).isEqualTo(QUEUED);
        } else {
            refusal(rule, queued(body, DAY), OFFLINE_NOT_ALLOWED);
            refusal(rule, queued(body, DAY.plusSeconds(1)), OFFLINE_NOT_ALLOWED);
            refusal(rule, queued(body, Duration.ofDays(-1)), OFFLINE_NOT_ALLOWED);
        }
    }

    @Test
    void withinWhenOneOfTwoConditionsFailsThenRefused() {
        var from = new Condition(
                JsonPointer.parse("/from"), Set.of("planned"), Set.of(), Otherwise.NEVER, Otherwise.NEVER);
        var to = new Condition(JsonPointer.parse("/to"), Set.of("arrived"), Set.of(), Otherwise.NEVER, Otherwise.NEVER);
        var rule = new Within(DAY, List.of(from, to), null);
        assertThat(OfflineRules.verdict(rule, queued("{\"from\":\"planned\",\"to\":\"arrived\"}", DAY)))
                .isEqualTo(QUEUED);
        refusal(rule, queued("{\"from\":\"planned\",\"to\":\"finished\"}", DAY), OFFLINE_NOT_ALLOWED);
        refusal(rule, queued("{\"from\":\"arrived\",\"to\":\"arrived\"}", DAY), OFFLINE_NOT_ALLOWED);
    }

    @Test
    void refusalWhenBodyHoldsSecretsThenDetailDoesNot() {
        var rule = when(Otherwise.NEVER, Otherwise.NEVER);
        assertThat(refusal(rule, queued("{\"type\":\"secret\"}", DAY), OFFLINE_NOT_ALLOWED)
                        .detail())
                .doesNotContain("secret")
                .contains("/type");
    }
}
