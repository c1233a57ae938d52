package io.portage.gateway.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// The command, from its arguments and environment to its lines and its exit status, over a real Redis.
final class SettleTest extends SettleFixture {
    @Test
    void settleWhenUnknownThenSettledAndTold() {
        var run = settle();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .startsWith("outcome        settled as no-effect: the same request will run when it comes again\n")
                .contains("was            unknown: it may have taken effect\n", "record         " + RECORD + "\n")
                .contains("last settled   no-effect by ann at ", ", because CASE-17\n")
                .doesNotContain("\u001b", "canary");
        assertThat(state()).isEqualTo("F");
    }

    @Test
    void settleWhenDoneThenOneAuditLineWithoutKeyTenantAndSubject() {
        var run = settle();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("audit {")
                .doesNotContain("canary");
        var line = JsonMapper.shared().readTree(run.err().substring("audit ".length()));
        assertThat(line.path("outcome").asString()).isEqualTo("settled");
        assertThat(line.path("as").asString()).isEqualTo("no-effect");
        assertThat(line.path("state").asString()).isEqualTo("unknown");
        assertThat(line.path("by").asString()).isEqualTo("ann");
        assertThat(line.path("tag").asString()).isEqualTo(TAG);
        assertThat(line.path("fence").asLong()).isEqualTo(1);
        assertThat(Instant.parse(line.path("at").asString())).isAfter(Instant.EPOCH);
    }

    @Test
    void settleWhenDoneThenNothingOnRedisNamesKeyTenantOrSubject() {
        settle();
        var audit = "portage-audit:{" + TAG + "}";
        var memory = RECORD
                + redis.ask("HGETALL", RECORD)
                + redis.ask("DUMP", RECORD)
                + audit
                + redis.ask("LRANGE", audit, "0", "-1")
                + redis.ask("DUMP", audit);
        assertThat((List<?>) redis.ask("KEYS", "*")).hasSize(2);
        assertThat(memory).contains("CASE-17").doesNotContainIgnoringCase("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY, "\"" + KEY + "\""})
    void settleWhenTheKeyIsSpelledAsInAHeaderThenOneKey(String spelled) {
        assertThat(run(spelled, NO_EFFECT).exit()).isZero();
        assertThat(state()).isEqualTo("F");
    }

    @Test
    void settleWhenTheKeyIsOnStandardInputThenReadFromThere() {
        var arguments = new ArrayList<>(List.of("-"));
        arguments.addAll(WHOSE);
        arguments.addAll(NO_EFFECT);
        assertThat(runOn("\"" + KEY + "\"\nnot this\n", arguments).exit()).isZero();
        assertThat(state()).isEqualTo("F");
    }

    @Test
    void settleWhenNobodyIsNamedThenTheUserOfThisMachine() {
        assertThat(run(KEY, List.of("--as", "completed", "--because", "seen")).exit())
                .isZero();
        assertThat(redis.ask("LINDEX", "portage-audit:{" + TAG + "}", "0").toString())
                .contains("\"by\":\"" + System.getProperty("user.name") + "\"");
    }

    @Test
    void settleWhenRunTwiceThenAlreadySo() {
        settle();
        var again = settle();
        assertThat(again.exit()).isZero();
        assertThat(again.out()).startsWith("outcome        already settled as no-effect: nothing was changed\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            R | running: its lease holds for another PT
            C | completed: a retry gets the same answer
            T | completed: a retry is answered RESPONSE_NOT_REPLAYABLE
            F | free: a retry will run
            """)
    void settleWhenTheStateForbidsItThenRefusedByItsName(String state, String words) {
        record(state);
        redis.ask("HSET", RECORD, "b", (String) redis.ask("HGET", RECORD, "u"));
        var run = settle();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).startsWith("outcome        refused: ").contains("was            " + words);
        assertThat(state()).isEqualTo(state);
    }

    @Test
    void settleWhenNeverSeenThenRefusedWithWhatMayBeWrong() {
        var run = run("another-key", NO_EFFECT);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("never seen, or forgotten: are key, tenant, subject and PORTAGE_KEYS the right");
    }

    @Test
    void dryRunWhenUnknownThenShownAndNothingChanged() {
        var run = run(KEY, List.of("--dry-run"));
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .startsWith("outcome        nothing was changed; it can be settled\n")
                .contains("first attempt  ", "kept until     ");
        assertThat(run.err()).isEmpty();
        assertThat(state()).isEqualTo("U");
        assertThat(redis.ask("DBSIZE")).isEqualTo(1L);
    }

    @Test
    void dryRunWhenItCouldNotBeSettledThenThatStatus() {
        record("F");
        var run = run(KEY, List.of("--dry-run", "--as", "completed"));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).startsWith("outcome        nothing was changed; it cannot be settled\n");
        assertThat(state()).isEqualTo("F");
    }

    @Test
    void jsonThenOneObjectForScripts() {
        var settled = JsonMapper.shared().readTree(settle("--json").out());
        assertThat(settled.path("outcome").asString()).isEqualTo("settled");
        assertThat(settled.path("as").asString()).isEqualTo("no-effect");
        assertThat(settled.path("state").asString()).isEqualTo("unknown");
        assertThat(settled.path("tag").asString()).isEqualTo(TAG);
        assertThat(Instant.parse(settled.path("firstAttempt").asString()))
                .isBefore(Instant.parse(settled.path("at").asString()));
        assertThat(settled.path("lastSettled").path("because").asString()).isEqualTo("CASE-17");
        assertThat(settled.path("lastSettled").path("at").asString())
                .isEqualTo(settled.path("at").asString());
        assertThat(settled.path("lastSettled").path("until").asString())
                .isEqualTo(settled.path("keptUntil").asString());
    }

    @Test
    void jsonWhenRunningThenItsRemainingLease() {
        record("R");
        var run = settle("--json");
        assertThat(run.exit()).isEqualTo(1);
        var refused = JsonMapper.shared().readTree(run.out());
        assertThat(refused.path("state").asString()).isEqualTo("running");
        assertThat(Duration.parse(refused.path("remainingLease").asString()))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(16));
    }

    @Test
    void helpThenPrintedWithoutKeysOrRedis() {
        environment.clear();
        var run = runOn("", List.of("--help"));
        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEqualTo(Words.help());
    }
}
