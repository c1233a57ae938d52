package io.portage.contracttests.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A gateway before the stub services that keeps its records on a real Redis, and the command that settles them.
public final class OnRedis implements AutoCloseable {
    private final World world;
    private final RedisServer redis = RedisServer.start();
    private final GatewayProcess gateway;
    private @Nullable GatewayProcess second;

    OnRedis(World world) {
        this.world = world;
        gateway = GatewayProcess.start(properties(), List.of());
    }

    private Map<String, String> properties() {
        var properties = new HashMap<>(world.properties());
        properties.putAll(world.serviceProperties());
        properties.put("portage.store", "redis");
        properties.put("portage.redis.url", redis.as("gateway").toString());
        return properties;
    }

    public int port() {
        return gateway.port();
    }

    /// Another gateway that shares the Redis, started when first asked for.
    public synchronized GatewayProcess second() {
        if (second == null) {
            second = GatewayProcess.start(properties(), List.of());
        }
        return second;
    }

    public World world() {
        return world;
    }

    /// A caller nobody has seen before.
    public Caller caller() {
        return Caller.unknown(gateway.port(), world);
    }

    /// Does something while Redis answers nothing.
    public void withoutRedis(Runnable meanwhile) {
        redis.paused(meanwhile);
    }

    /// What a run of the command said, and how it ended.
    public record Outcome(int exit, String output, String errors) {}

    /// Runs `settle` from the gateway's jar, as whoever is on call.
    public Outcome settle(String... arguments) {
        return settle(redis.as("settle"), arguments);
    }

    /// Runs it with the credential of the gateways.
    public Outcome settleAsGateway(String... arguments) {
        return settle(redis.as("gateway"), arguments);
    }

    private static Outcome settle(URI url, String... arguments) {
        var command = new ArrayList<>(GatewayProcess.command(List.of()));
        command.addAll(List.of("settle", "--development-key"));
        command.addAll(List.of(arguments));
        try {
            Path errors = Files.createTempFile("settle", ".err");
            var builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().remove("PORTAGE_KEYS");
            builder.environment().put("PORTAGE_SETTLE_REDIS_URL", url.toString());
            var process = builder.start();
            var output = process.inputReader().readAllAsString();
            return new Outcome(process.waitFor(), output, Files.readString(errors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (second != null) {
            second.close();
        }
        gateway.close();
        redis.close();
    }
}
