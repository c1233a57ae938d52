package io.portage.bench.engine;

import io.portage.bench.load.Client;
import org.jspecify.annotations.Nullable;

/// A gateway that is measured.
///
/// @param store which store it has
/// @param gateway its process
/// @param client connections to it
/// @param redis where its records are; null for in itself
record Contestant(
        String store,
        GatewayProcess gateway,
        Client client,
        @Nullable RedisServer redis) implements AutoCloseable {
    /// Connections that are there for what comes at a fixed rate; each process has its own.
    static final int CONNECTIONS = 128;

    static Contestant of(String store, GatewayProcess gateway, @Nullable RedisServer redis) {
        return new Contestant(store, gateway, new Client(gateway.address(), CONNECTIONS), redis);
    }

    @Override
    public void close() {
        client.close();
        gateway.close();
        if (redis != null) {
            redis.close();
        }
    }
}
