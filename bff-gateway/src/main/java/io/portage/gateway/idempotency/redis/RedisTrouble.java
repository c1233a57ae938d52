package io.portage.gateway.idempotency.redis;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is wrong with Redis, and what to do about it.
enum RedisTrouble {
    OOM("Redis has no memory left: raise maxmemory, or let fewer or smaller answers be kept"),
    READONLY("Redis is a replica: point portage.redis at the primary, or use a Sentinel or Cluster configuration"),
    LOADING("Redis is reading its data: it will answer when it has"),
    NOAUTH("Redis wants a password: put it into the address, redis://user:password@host:port"),
    WRONGPASS("Redis refuses user or password: check the address"),
    NOPERM(
            "Redis's ACL forbids the scripts: allow the keys portage:*, and PING, EVAL, EVALSHA, SCRIPT|LOAD, TIME, INFO,"
                    + " GET, SET, DEL, PEXPIRE, HMGET and HSET"),
    MOVED("Redis is a cluster: use a Redisson configuration file for clusters, portage.redis.config"),
    CLUSTERDOWN("the Redis cluster has lost slots: see CLUSTER INFO"),
    MISCONF("Redis cannot write its data to disk: see its log"),
    AWAY("Redis does not answer: see whether it runs, can be reached, and has read its data");

    /// Words of errors that do not begin with a name: the driver cuts it off, or a script fails within.
    private static final Map<String, RedisTrouble> WITHIN = Map.of(
            "command not allowed when used memory", OOM,
            "The user executing the script can't", NOPERM,
            "ACL failure in script", NOPERM);

    private final String advice;

    RedisTrouble(String advice) {
        this.advice = advice;
    }

    /// The trouble behind a failure, by the word with which Redis begins its error.
    static RedisTrouble of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var message = String.valueOf(cause.getMessage());
            for (var trouble : values()) {
                if (trouble != AWAY && message.startsWith(trouble.name())) {
                    return trouble;
                }
            }
            for (var words : WITHIN.entrySet()) {
                if (message.contains(words.getKey())) {
                    return words.getValue();
                }
            }
        }
        return AWAY;
    }

    /// What to tell those who run it. Without the failure's message, which may hold keys.
    String advice(Throwable failure) {
        return advice + " (" + failure.getClass().getSimpleName() + ")";
    }
}
