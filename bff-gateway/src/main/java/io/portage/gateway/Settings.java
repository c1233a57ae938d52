package io.portage.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Everything that can be set under `portage`. One of a file or of the command line that is not here stops the start.
///
/// @param contract directory of sync contract files; the bundled contract where it is not set
/// @param services the owning services, by the name the sync contract gives them
/// @param upstream how services are called
/// @param token which bearer tokens are accepted
/// @param client as whom the gateway itself asks services
/// @param login how browsers sign in
/// @param session for how long they stay signed in
/// @param store where idempotency records, sessions and revocations are kept
/// @param idempotency for how long what is known of a key is kept
/// @param embedded bounds of the embedded store
/// @param redis where Redis is, for the store `redis`
/// @param keys `id:base64` entries of 32 random bytes that seal what is stored on Redis, the newest last; the first, or
///     the one called `names`, also hashes the names that records are found by, and must stay as long as they do
/// @param mutations how many mutations may be under way
/// @param bursts how bursts share the gateway with everybody else
/// @param projections what reads may hold that the sync contract calls projections
/// @param local what only a developer's machine has
@ConfigurationProperties(prefix = "portage", ignoreUnknownFields = false)
public record Settings(
        @Nullable Path contract,
        @DefaultValue Map<String, Service> services,
        @DefaultValue Upstream upstream,
        @NestedConfigurationProperty @DefaultValue TokenSettings token,
        @DefaultValue @NestedConfigurationProperty ClientSettings client,
        @DefaultValue @NestedConfigurationProperty LoginSettings login,
        @DefaultValue @NestedConfigurationProperty SessionSettings session,
        @DefaultValue("embedded") Store store,
        @DefaultValue Idempotency idempotency,
        @DefaultValue Embedded embedded,
        @DefaultValue Redis redis,
        @DefaultValue List<String> keys,
        @DefaultValue Mutations mutations,
        @DefaultValue @NestedConfigurationProperty BurstSettings bursts,
        @DefaultValue @NestedConfigurationProperty ProjectionSettings projections,
        @DefaultValue Local local) {

    private static final int HIGHEST_PORT = 65_535;

    /// Where idempotency records are kept.
    public enum Store {
        /// In the memory of this one process, which forgets them on restart.
        EMBEDDED,
        /// On Redis, where several gateways share them.
        REDIS
    }

    /// @param url where the service listens, such as `http://orders:8080`
    public record Service(URI url) {
        public Service {
            if (!isAddress(url) || url.getQuery() != null) {
                throw expected("services.*.url", url, "an address such as http://orders:8080");
            }
        }
    }

    /// @param connectTimeout how long a connection may take
    /// @param connections connections to one service, at most
    /// @param queue requests that may wait for a connection, at most
    /// @param queueTimeout how long a request may wait for a connection
    /// @param idleTimeout after which an idle connection is closed; shorter than the services' own
    /// @param lifetime after which a connection is replaced
    /// @param largestAnswer the largest answer to a mutation, and the largest error, that is passed on
    /// @param largestStored the largest answer that is kept for repeats
    public record Upstream(
            @DefaultValue("PT1S") Duration connectTimeout,
            @DefaultValue("200") int connections,
            @DefaultValue("400") int queue,
            @DefaultValue("PT1S") Duration queueTimeout,
            @DefaultValue("PT4S") Duration idleTimeout,
            @DefaultValue("PT5M") Duration lifetime,
            @DefaultValue("8MB") DataSize largestAnswer,
            @DefaultValue("1MB") DataSize largestStored) {
        private static final DataSize ANSWER_LIMIT = DataSize.ofMegabytes(512);

        public Upstream {
            positive("upstream.connect-timeout", connectTimeout);
            positive("upstream.queue-timeout", queueTimeout);
            positive("upstream.idle-timeout", idleTimeout);
            positive("upstream.lifetime", lifetime);
            atLeast("upstream.connections", connections, 1);
            atLeast("upstream.queue", queue, 1);
            atLeast("upstream.largest-answer", largestAnswer.toBytes(), 1);
            if (largestAnswer.compareTo(ANSWER_LIMIT) > 0) {
                throw expected(
                        "upstream.largest-answer", largestAnswer, "<= " + ANSWER_LIMIT + ", it is held in memory");
            }
            atLeast("upstream.largest-stored", largestStored.toBytes(), 1);
            if (largestStored.compareTo(largestAnswer) > 0) {
                throw expected(
                        "upstream.largest-stored", largestStored, "<= " + largestAnswer + ", the largest answer");
            }
        }
    }

    /// @param clockAllowance by how much clocks may differ; kept on top of every retention
    /// @param tombstone how long it is known that a mutation took effect
    /// @param leaseMargin how much longer than its service's time-out a mutation may hold its key
    public record Idempotency(
            @DefaultValue("PT5M") Duration clockAllowance,
            @DefaultValue("P30D") Duration tombstone,
            @DefaultValue("PT10S") Duration leaseMargin) {
        private static final Duration LEAST_MARGIN = Duration.ofSeconds(5);

        public Idempotency {
            positive("idempotency.clock-allowance", clockAllowance);
            positive("idempotency.tombstone", tombstone);
            if (leaseMargin.compareTo(LEAST_MARGIN) < 0) {
                throw expected(
                        "idempotency.lease-margin",
                        leaseMargin,
                        ">= " + LEAST_MARGIN + ", for the delegation check and the record");
            }
        }
    }

    /// @param maxEntries keys, at most
    /// @param maxBytes answers, at most; the oldest are forgotten first, never that they took effect
    public record Embedded(
            @DefaultValue("200000") int maxEntries,
            @DefaultValue("64MB") DataSize maxBytes) {
        public Embedded {
            atLeast("embedded.max-entries", maxEntries, 1);
            atLeast("embedded.max-bytes", maxBytes.toBytes(), 1);
        }
    }

    /// @param url a single Redis, such as `redis://user:password@redis:6379`, or `rediss://` for TLS
    /// @param config a Redisson configuration file, for Sentinel, Cluster and everything else; replaces `url`
    /// @param timeout how long a call to a single Redis may take
    public record Redis(
            @DefaultValue("redis://localhost:6379") URI url,
            @Nullable Path config,
            @DefaultValue("PT0.4S") Duration timeout) {
        public Redis {
            positive("redis.timeout", timeout);
            if (url.getHost() == null || !("redis".equals(url.getScheme()) || "rediss".equals(url.getScheme()))) {
                throw expected("redis.url", url.getScheme() + ":…", "redis://host:port or rediss://host:port");
            }
        }
    }

    /// @param perCaller mutations of one caller under way at once
    /// @param total mutations under way at once
    /// @param bodies bytes of all bodies together that are being read or held, but those of bursts
    /// @param bodyTimeout how long a body may take to arrive
    /// @param drain how long mutations under way are awaited at shutdown
    public record Mutations(
            @DefaultValue("32") int perCaller,
            @DefaultValue("1000") int total,
            @DefaultValue("64MB") DataSize bodies,
            @DefaultValue("PT30S") Duration bodyTimeout,
            @DefaultValue("PT28S") Duration drain) {
        public Mutations {
            atLeast("mutations.per-caller", perCaller, 1);
            atLeast("mutations.total", total, 1);
            if (perCaller > total) {
                throw expected("mutations.per-caller", perCaller, "<= " + total + ", the total");
            }
            atLeast("mutations.bodies", bodies.toBytes(), 1);
            positive("mutations.body-timeout", bodyTimeout);
            positive("mutations.drain", drain);
        }
    }

    /// @param clockFile eight bytes that the stubs write and the profile `local` adds to the clock
    /// @param exitWithParent whether the gateway stops when the process that started it is gone
    public record Local(
            @Nullable Path clockFile, @DefaultValue("false") boolean exitWithParent) {}

    static boolean isAddress(URI uri) {
        var isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        return isHttp && uri.getHost() != null && uri.getPort() <= HIGHEST_PORT;
    }

    static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw expected(name, value, "> 0");
        }
    }

    static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw expected(name, value, ">= " + least);
        }
    }

    static IllegalArgumentException expected(String name, Object value, String expected) {
        return new IllegalArgumentException("portage." + name + ": " + value + " (expected: " + expected + ")");
    }
}
