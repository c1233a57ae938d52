package io.portage.gateway.redis;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisException;

/// What is wrong with Redis, and what to do about it.
public enum RedisTrouble {
    OOM(
            "Redis has no memory left: raise maxmemory, or let fewer or smaller answers be kept",
            "command not allowed when used memory"),
    READONLY("Redis is a replica: point portage.redis at the primary, or use a Sentinel or Cluster configuration"),
    LOADING("Redis is reading its data: it will answer when it has"),
    BUSY("Redis is busy with a script that does not end: SCRIPT KILL ends it; see whose it is"),
    MASTERDOWN("Redis is a replica that has lost its primary: see INFO replication"),
    NOREPLICAS("Redis has fewer replicas than min-replicas-to-write: see INFO replication"),
    NOAUTH("Redis wants a password: put it into the address, redis://user:password@host:port"),
    WRONGPASS("Redis refuses user or password: check the address"),
    DENIED("Redis is in protected mode: give it a password"),
    CLIENTS(
            "Redis has all the clients it takes: raise maxclients, or see CLIENT LIST",
            "max number of clients reached"),
    NOPERM(
            "Redis's ACL forbids the scripts: allow the keys portage:{* and portage-session:{*, the channel portage:ended, and PING, EVAL,"
                    + " EVALSHA, SCRIPT|LOAD, TIME, INFO, GET, SET, DEL, PEXPIRE, HMGET, HSET, PUBLISH, SUBSCRIBE,"
                    + " UNSUBSCRIBE, ZADD, ZRANGEBYSCORE, ZREVRANGE and ZREMRANGEBYSCORE",
            "The user executing the script can't|ACL failure in script"),
    MOVED("Redis is a cluster: use a Redisson configuration file for clusters, portage.redis.config"),
    TRYAGAIN("the Redis cluster is moving slots: it will answer when it has"),
    CLUSTERDOWN("the Redis cluster has lost slots: see CLUSTER INFO"),
    MISCONF("Redis cannot write its data to disk: see its log"),
    SCRIPT("a script of the gateway failed on Redis: report it, with the error in the log", "user_script"),
    REFUSED("Redis refuses what it is asked: see whether commands were renamed or taken from it"),
    AWAY("Redis does not answer: see whether it runs, can be reached, and has read its data");

    /// The driver puts what it asked behind what it was told; that may hold keys.
    private static final String TOLD = ". channel: ";

    private final String advice;
    private final Pattern pattern;

    RedisTrouble(String advice) {
        this(advice, "(?!)");
    }

    /// @param words of its error where that does not begin with its name: the driver cuts it off, or a script fails
    RedisTrouble(String advice, String words) {
        this.advice = advice;
        // Redis 6 puts what stops a script behind a sentence: `ERR Error running script (call to f_…): … 12: -OOM …`
        this.pattern = Pattern.compile("^" + name() + "\\b| -" + name() + "\\b|" + words);
    }

    /// The trouble behind a failure, by what Redis said.
    public static RedisTrouble of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (var trouble : values()) {
                if (trouble.pattern.matcher(told(cause)).find()) {
                    return trouble;
                }
            }
            if (cause.getClass() == RedisException.class && isReply(cause)) {
                return REFUSED;
            }
        }
        return AWAY;
    }

    /// Whether nobody would be answered now, or not soon, whatever the key and the verb: then asking again at once is
    /// useless. Any other error that Redis sent shows that it is alive.
    static boolean isOutage(Throwable failure) {
        return isUnconnected(failure)
                || switch (of(failure)) {
                    // it says so to each command, and most of them it says slowly
                    case LOADING, BUSY, MASTERDOWN, NOAUTH, WRONGPASS, DENIED, CLIENTS, AWAY -> true;
                    // what is known of a key can still be read, and where memory is full, what becomes of it is even
                    // written
                    case OOM, READONLY, NOREPLICAS, MISCONF -> false;
                    // other verbs, and keys in other slots, may well be served
                    case NOPERM, MOVED, TRYAGAIN, CLUSTERDOWN, SCRIPT, REFUSED -> false;
                };
    }

    /// Refused while a connection was being opened, for what reason ever, no call gets through.
    private static boolean isUnconnected(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RedisConnectionException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReply(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains(TOLD);
    }

    /// What Redis said, without what it was asked.
    static String told(Throwable failure) {
        var message = String.valueOf(failure.getMessage());
        int end = message.indexOf(TOLD);
        return end < 0 ? message : message.substring(0, end);
    }

    /// What to tell those who run it. Without the failure's message, which may hold keys.
    public String advice(Throwable failure) {
        return advice + " (" + failure.getClass().getSimpleName() + ")";
    }
}
