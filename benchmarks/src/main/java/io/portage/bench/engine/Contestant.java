package io.portage.bench.engine;

import org.jspecify.annotations.Nullable;

/// A gateway that is measured.
///
/// @param store which store it has
/// @param gateway its process
/// @param redis where its records are; null for in itself
record Contestant(
        String store, GatewayProcess gateway, @Nullable RedisServer redis) implements AutoCloseable {
    @Override
    public void close() {
        gateway.close();
        if (redis != null) {
            redis.close();
        }
    }
}
