package io.portage.contracttests.world;

import java.util.HashMap;
import java.util.List;

/// A gateway before the stub services, which keep state and count effects.
public final class Stubbed implements AutoCloseable {
    private final World world;
    private final GatewayProcess gateway;

    Stubbed(World world) {
        this.world = world;
        var properties = new HashMap<>(world.properties());
        properties.putAll(world.serviceProperties());
        gateway = GatewayProcess.start(properties, List.of());
    }

    public World world() {
        return world;
    }

    public int port() {
        return gateway.port();
    }

    public GatewayProcess process() {
        return gateway;
    }

    /// A known user, with a fresh token where the clock has moved.
    public Caller login(String user) {
        return new Caller(gateway.port(), user, world.login(user));
    }

    /// A caller nobody has seen before.
    public Caller caller() {
        return Caller.unknown(gateway.port(), world);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
