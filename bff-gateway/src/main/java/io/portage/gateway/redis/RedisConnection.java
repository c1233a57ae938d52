package io.portage.gateway.redis;

import io.portage.gateway.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.BaseConfig;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/// Opens the connection to Redis with bounds that suit a gateway: one attempt, short time-outs, few threads.
public final class RedisConnection {
    /// A small pool pipelines: many calls share few connections.
    private static final int CONNECTIONS = 8;

    private static final int THREADS = 2;

    /// What listens for ends waits for this long after an outage, however long that was: the driver's own pause grows
    /// to ten seconds. Calls do not wait for it, they open connections as they need them.
    private static final Duration RECONNECT = Duration.ofMillis(200);

    private RedisConnection() {}

    /// Connects when first used, so that a gateway can start, and say that it is not ready, before Redis is there.
    public static RedissonClient open(Settings.Redis settings) {
        var file = settings.config();
        var config = file == null ? single(settings) : fromFile(file);
        server(config).ifPresent(server -> bounded(server, settings));
        config.setCodec(ByteArrayCodec.INSTANCE)
                .setUseScriptCache(true)
                .setLazyInitialization(true)
                .setNettyThreads(THREADS)
                .setThreads(THREADS);
        return Redisson.create(config);
    }

    private static Config single(Settings.Redis settings) {
        var config = new Config();
        config.useSingleServer()
                .setAddress(settings.url().toString())
                .setConnectionPoolSize(CONNECTIONS)
                .setConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionMinimumIdleSize(0)
                .setSubscriptionConnectionPoolSize(1);
        return config;
    }

    /// Sentinel, Cluster, TLS and the rest are Redisson's own settings, in Redisson's own file.
    private static Config fromFile(Path file) {
        try {
            return Config.fromYAML(file.toFile());
        } catch (IOException | RuntimeException e) {
            // without its cause, which quotes the file and what it holds of passwords
            throw new IllegalArgumentException("portage.redis.config: " + file + ", " + where(e)
                    + " (expected: a Redisson configuration in YAML)");
        }
    }

    private static String where(Exception failure) {
        return failure instanceof MarkedYAMLException marked && marked.getProblemMark() != null
                ? "line " + (marked.getProblemMark().getLine() + 1)
                : failure.getClass().getSimpleName();
    }

    /// The usual sorts; the rare others keep the bounds of their file.
    private static Optional<BaseConfig<?>> server(Config config) {
        if (config.isClusterConfig()) {
            return Optional.of(config.useClusterServers());
        }
        if (config.isSentinelConfig()) {
            return Optional.of(config.useSentinelServers());
        }
        return config.isSingleConfig() ? Optional.of(config.useSingleServer()) : Optional.empty();
    }

    private static void bounded(BaseConfig<?> server, Settings.Redis settings) {
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        server.setTimeout(timeout);
        server.setConnectTimeout(timeout);
        server.setRetryAttempts(0);
        // with one attempt only what begins to listen waits for this: until its connection is open
        server.setRetryDelay(new ConstantDelay(settings.timeout()));
        server.setReconnectionDelay(new ConstantDelay(RECONNECT));
        server.setPingConnectionInterval(1_000);
    }
}
