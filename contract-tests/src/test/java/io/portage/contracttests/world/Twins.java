package io.portage.contracttests.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Two gateways before the stub services that share one real Redis, under the user that `docs/operations.md` gives
/// gateways.
public final class Twins implements AutoCloseable {
    private final World world;
    private final RedisServer redis = RedisServer.start();
    private final Map<String, String> properties = new HashMap<>();
    private final GatewayProcess first;
    private GatewayProcess second;

    Twins(World world) {
        this.world = world;
        properties.putAll(world.properties());
        properties.putAll(world.serviceProperties());
        properties.put("portage.store", "redis");
        properties.put("portage.redis.url", redis.as("gateway").toString());
        // a machine that runs tests is busy
        properties.put("portage.redis.timeout", "PT5S");
        properties.put("portage.mutations.drain", "PT1M");
        // what a balancer shows browsers, whichever gateway it picks
        properties.put("portage.login.base-url", "http://localhost:8080");
        first = GatewayProcess.start(properties, List.of());
        second = GatewayProcess.start(properties, List.of());
    }

    public World world() {
        return world;
    }

    public GatewayProcess first() {
        return first;
    }

    public GatewayProcess second() {
        return second;
    }

    /// Ends the second gateway and starts another one in its place.
    public void restartSecond() {
        second.close();
        second = GatewayProcess.start(properties, List.of());
    }

    /// Everything that Redis holds, keys and values, as text.
    public String dump() {
        return redis.dump();
    }

    @Override
    public void close() {
        first.close();
        second.close();
        redis.close();
    }
}
