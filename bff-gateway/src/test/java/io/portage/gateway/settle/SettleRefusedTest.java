package io.portage.gateway.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Arguments, keys and addresses that cannot be meant: told, with nothing done.
final class SettleRefusedTest extends SettleFixture {
    private void refused(Run run, int exit, String message) {
        assertThat(run.err()).startsWith("settle: ").contains(message);
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
        assertThat(state()).isEqualTo("U");
        assertThat(redis.ask("DBSIZE")).isEqualTo(1L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --tenant a --subject b --as completed --because c                     | KEY is missing
            k --subject b --as completed --because c                              | --tenant is missing
            k --tenant a --as completed --because c                               | --subject is missing
            k --tenant a --subject b --because c                                  | --as is missing
            k --tenant a --subject b --as done --because c                        | --as: done (expected: completed or no-effect)
            k --tenant a --subject b --as completed                               | --because is missing
            k --tenant a --subject b --as completed --because c --by=             | --by is missing
            ä --tenant a --subject b --as completed --because c                   | KEY: character U+00E4
            "k --tenant a --subject b --as completed --because c                  | KEY: an opening quote
            k l --tenant a --subject b --as completed --because c                 | settle --help
            k --tenant a --subject b --as completed --because c --force           | settle --help
            k --tenant a --subject b --as completed --because x-b-y               | --because: repeats key, tenant or subject
            k --tenant a --subject b --as completed --because seen/K              | --because: repeats key, tenant or subject
            k --tenant a --subject b --dry-run --redis redis://x:1 --redis-config y | expected: one of the two
            k --tenant a --subject b --dry-run --redis http://u:s3cret@x:1        | the address of Redis is none
            k --tenant a --subject b --dry-run --redis redis://u:s3cret@x:y       | the address of Redis is none
            k --tenant a --subject b --dry-run --development-key                  | PORTAGE_KEYS is set
            """)
    void runWhenUsedWronglyThenToldAndNothingIsDone(String arguments, String message) {
        var run = runOn("", List.of(arguments.split(" +")));
        refused(run, Settle.WRONG_USAGE, message);
        assertThat(run.err()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "bell \u0007", "esc \u001b[31m", "turned \u202e", "line\u2028line"})
    void runWhenTheReasonWouldBreakALineThenRefused(String because) {
        refused(
                run(KEY, List.of("--as", "completed", "--because", because)),
                Settle.WRONG_USAGE,
                "--because: a control character");
    }

    @Test
    void runWhenTheReasonIsLongThenRefused() {
        refused(
                run(KEY, List.of("--as", "completed", "--because", "x".repeat(201))),
                Settle.WRONG_USAGE,
                "--because: 201 characters");
        refused(settle("--by", "x".repeat(65)), Settle.WRONG_USAGE, "--by");
    }

    @Test
    void runWhenNoRedisIsNamedThenTheGatewaysIsNotTaken() {
        environment.remove("PORTAGE_SETTLE_REDIS_URL");
        environment.put("PORTAGE_REDIS_URL", redis.url().toString());
        refused(settle(), Settle.WRONG_USAGE, "no Redis: --redis, --redis-config and PORTAGE_SETTLE_REDIS_URL");
    }

    @Test
    void runWhenThereAreNoKeysThenTheDevelopmentKeyIsNotTakenSilently() {
        environment.remove("PORTAGE_KEYS");
        refused(settle(), Settle.UNUSABLE, "PORTAGE_KEYS is not set");
        assertThat(settle("--development-key").out()).contains("never seen");
    }

    @Test
    void runWhenKeysAreWrongThenRefusedWithoutRepeatingThem() {
        environment.put("PORTAGE_KEYS", "k1:s3cret");
        var run = settle();
        refused(run, Settle.UNUSABLE, "PORTAGE_KEYS: the key k1 ");
        assertThat(run.err()).doesNotContain("s3cret");
    }

    @Test
    void runWhenTheContractIsNowhereThenUnusable() {
        environment.put("PORTAGE_CONTRACT", "/nowhere");
        refused(settle(), Settle.UNUSABLE, "/nowhere");
    }

    @Test
    void runWhenTombstonesAreKeptLongerThenItsOwnToo() {
        environment.put("PORTAGE_IDEMPOTENCY_TOMBSTONE", "P60D");
        assertThat(run(KEY, List.of("--as", "completed", "--because", "seen")).exit())
                .isZero();
        assertThat((Long) redis.ask("PTTL", RECORD))
                .isGreaterThan(Duration.ofDays(59).toMillis());
    }
}
