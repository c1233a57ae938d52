package io.portage.gateway.redis;

import static io.portage.gateway.redis.RedisTrouble.AWAY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redisson.client.RedisAuthRequiredException;
import org.redisson.client.RedisBusyException;
import org.redisson.client.RedisClusterDownException;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisException;
import org.redisson.client.RedisLoadingException;
import org.redisson.client.RedisMasterDownException;
import org.redisson.client.RedisNodeNotFoundException;
import org.redisson.client.RedisOutOfMemoryException;
import org.redisson.client.RedisResponseTimeoutException;
import org.redisson.client.RedisTryAgainException;
import org.redisson.client.RedisWrongPasswordException;

/// What each error says, in the words of Redis 6, Redis 7 and Valkey, and whether the breaker minds it.
final class RedisErrorsTest {
    private static final String ASKED =
            ". channel: [id: 0x1] command: (EVALSHA), params: [f1, 2, portage:{NOPERM}, -OOM user_script, NOAUTH]";

    /// As the driver passes on what it has no class for.
    private static RedisException reply(String error) {
        return new RedisException(error + ASKED);
    }

    private static RedisConnectionException whileConnecting(Throwable refusal) {
        return new RedisConnectionException("Unable to connect to Redis server: redis/127.0.0.1:6379", refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            LOADING  | LOADING Redis is loading the dataset in memory
            LOADING  | LOADING Valkey is loading the dataset in memory
            BUSY     | BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.
            BUSY     | BUSY Valkey is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.
            MISCONF  | MISCONF Valkey is configured to save RDB snapshots, but it's currently unable to persist to disk.
            MISCONF  | MISCONF Errors writing to the AOF file: No space left on device
            READONLY | READONLY You can't write against a read only replica. script: f1, on @user_script:61.
            OOM      | OOM command not allowed when used memory > 'maxmemory'. script: f1, on @user_script:61.
            NOPERM   | ERR The user executing the script can't run this command or subcommand script: f1, on @user_script:9.
            NOPERM   | NOPERM ACL failure in script: User gateway has no permissions to run the 'hset' command script: f1
            NOPERM   | ERR ACL failure in script: User gateway has no permissions to run the 'hset' command script: f1
            NOPERM   | NOPERM User gateway has no permissions to access one of the keys used as arguments
            DENIED   | DENIED Redis is running in protected mode because protected mode is enabled
            CLIENTS  | ERR max number of clients reached
            TRYAGAIN | TRYAGAIN Multiple keys request during rehashing of slot
            SCRIPT   | ERR user_script:3: attempt to perform arithmetic on a nil value script: f1, on @user_script:3.
            SCRIPT   | ERR Error compiling script (new function): user_script:1: '=' expected near 'is'
            SCRIPT   | WRONGTYPE Operation against a key holding the wrong kind of value script: f1, on @user_script:21.
            REFUSED  | ERR unknown command 'EVALSHA', with args beginning with: 'f1' '2' 'portage:{x}'
            """)
    void ofWhenRedisSaysSoThenThis(RedisTrouble expected, String error) {
        assertThat(RedisTrouble.of(reply(error))).isEqualTo(expected);
    }

    /// Whatever stops a script comes behind a sentence of its own.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            OOM        | -OOM command not allowed when used memory > 'maxmemory'.
            READONLY   | -READONLY You can't write against a read only replica.
            MISCONF    | -MISCONF Errors writing to the AOF file: No space left on device
            NOREPLICAS | -NOREPLICAS Not enough good replicas to write.
            NOPERM     | The user executing the script can't run this command or subcommand
            SCRIPT     | Unknown Redis command called from Lua script
            """)
    void ofWhenRedisSixSaysSoOfAScriptThenThis(RedisTrouble expected, String error) {
        var sentence = "ERR Error running script (call to f_d8f2): @user_script:12: @user_script: 12: ";
        assertThat(RedisTrouble.of(reply(sentence + error))).isEqualTo(expected);
    }

    @Test
    void ofWhenRedisSixSaysThatLuaFailedThenScript() {
        assertThat(RedisTrouble.of(reply("ERR Error running script (call to f_d8f2): @user_script:12: user_script:12: "
                        + "attempt to compare number with nil")))
                .isEqualTo(RedisTrouble.SCRIPT);
    }

    @Test
    void ofWhenTheDriverCutsTheNameOffThenByItsWords() {
        assertThat(RedisTrouble.of(
                        new RedisOutOfMemoryException("command not allowed when used memory > 'maxmemory'." + ASKED)))
                .isEqualTo(RedisTrouble.OOM);
    }

    @Test
    void ofWhenOnlyWhatWasAskedHoldsANameThenItIsNotTheError() {
        assertThat(RedisTrouble.of(reply("ERR something new"))).isEqualTo(RedisTrouble.REFUSED);
        assertThat(RedisTrouble.told(reply("ERR something new"))).isEqualTo("ERR something new");
    }

    @Test
    void ofWhenNobodyAnsweredThenAway() {
        assertThat(RedisTrouble.of(
                        new RedisResponseTimeoutException("Redis server response timeout (400 ms) occurred")))
                .isEqualTo(AWAY);
        assertThat(RedisTrouble.of(
                        new RedisException("Failed to add master: redis://a:1. Reason - server has FAIL flag")))
                .isEqualTo(AWAY);
        assertThat(RedisTrouble.of(new RedisNodeNotFoundException("Node for slot: 1 hasn't been discovered yet")))
                .isEqualTo(AWAY);
    }

    private static boolean isOutage(Throwable failure) {
        return RedisTrouble.isOutage(failure);
    }

    @Test
    void isOutageWhenLoadingBusyOrMasterdownThenYesSinceItSaysSoOfEveryKeyAndSlowly() {
        assertThat(isOutage(new RedisLoadingException("LOADING Redis is loading the dataset in memory")))
                .isTrue();
        assertThat(isOutage(new RedisBusyException("BUSY Redis is busy running a script.")))
                .isTrue();
        assertThat(isOutage(new RedisMasterDownException("MASTERDOWN Link with MASTER is down")))
                .isTrue();
    }

    @Test
    void isOutageWhenNobodyMayComeInThenYesSinceEveryCallWouldBeOneMoreConnection() {
        assertThat(isOutage(whileConnecting(new RedisAuthRequiredException("NOAUTH Authentication required."))))
                .isTrue();
        assertThat(isOutage(new RedisWrongPasswordException("WRONGPASS invalid username-password pair")))
                .isTrue();
        assertThat(isOutage(whileConnecting(reply("ERR max number of clients reached"))))
                .isTrue();
        assertThat(isOutage(whileConnecting(reply("DENIED Redis is running in protected mode"))))
                .isTrue();
        assertThat(isOutage(whileConnecting(reply("MISCONF Redis is configured to save RDB snapshots"))))
                .isTrue();
        assertThat(isOutage(whileConnecting(reply("NOPERM this user has no permissions to run the 'ping' command"))))
                .isTrue();
    }

    @Test
    void isOutageWhenNobodyAnswersThenYesSinceEveryCallerWouldWait() {
        assertThat(isOutage(new RedisResponseTimeoutException("Redis server response timeout (400 ms) occurred")))
                .isTrue();
    }

    @Test
    void isOutageWhenOnlyWritesAreRefusedThenNoSinceKnownAnswersAreStillReplayed() {
        assertThat(isOutage(new RedisOutOfMemoryException("command not allowed when used memory")))
                .isFalse();
        assertThat(isOutage(reply("READONLY You can't write against a read only replica.")))
                .isFalse();
        assertThat(isOutage(reply("NOREPLICAS Not enough good replicas to write.")))
                .isFalse();
        assertThat(isOutage(reply("MISCONF Errors writing to the AOF file: No space left on device")))
                .isFalse();
    }

    @Test
    void isOutageWhenASlotIsElsewhereThenNoSinceOtherSlotsAreServed() {
        assertThat(isOutage(new RedisClusterDownException("CLUSTERDOWN Hash slot not served")))
                .isFalse();
        assertThat(isOutage(new RedisTryAgainException("TRYAGAIN Multiple keys request")))
                .isFalse();
        assertThat(isOutage(new RedisException("MOVED redirection loop detected.")))
                .isFalse();
    }

    @Test
    void isOutageWhenAVerbFailsOrIsForbiddenThenNoSinceTheOthersMayWork() {
        assertThat(isOutage(reply("ERR user_script:3: attempt to index a nil value")))
                .isFalse();
        assertThat(isOutage(reply("NOPERM this user has no permissions to run the 'hset' command")))
                .isFalse();
        assertThat(isOutage(reply("ERR unknown command 'EVALSHA'"))).isFalse();
    }
}
