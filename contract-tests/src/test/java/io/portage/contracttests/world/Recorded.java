package io.portage.contracttests.world;

import io.portage.contracttests.wire.Message;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A gateway before services that record what reaches them and answer as they are told.
public sealed class Recorded implements AutoCloseable {
    private final World world;
    private final Services services = new Services();
    private final GatewayProcess gateway;

    Recorded(World world, Map<String, String> settings, List<Path> classPath) {
        this.world = world;
        var properties = new HashMap<>(world.properties());
        properties.putAll(services.properties());
        properties.putAll(settings);
        gateway = GatewayProcess.start(properties, classPath);
    }

    public World world() {
        return world;
    }

    public Services services() {
        return services;
    }

    public int port() {
        return gateway.port();
    }

    public GatewayProcess process() {
        return gateway;
    }

    /// This gateway as the header contract sees it.
    public Subject subject() {
        return new Subject(port(), services, world, List.of());
    }

    /// A caller nobody has seen before, whose keys are therefore all free.
    public Caller caller() {
        return Caller.unknown(port(), world);
    }

    /// What was forwarded to any service.
    public List<Message> forwarded() {
        return services.received();
    }

    /// Real time, healthy services, nothing received.
    public void reset() {
        services.reset();
        world.reset();
    }

    @Override
    public void close() {
        gateway.close();
        services.close();
    }

    /// With so little room that its bounds are met.
    public static final class Cramped extends Recorded {
        Cramped(World world) {
            super(
                    world,
                    Map.of(
                            "portage.mutations.per-caller", "2",
                            "portage.mutations.total", "50",
                            "portage.mutations.bodies", "4KB",
                            "portage.mutations.body-timeout", "PT2S",
                            "portage.embedded.max-entries", "3",
                            "portage.bursts.budget", "4",
                            "portage.bursts.refill", "1",
                            "portage.bursts.at-once", "1",
                            "portage.bursts.queue", "0"),
                    List.of());
        }
    }

    /// For one test that ends it.
    public static final class Doomed extends Recorded {
        Doomed(World world) {
            super(world, Map.of(), List.of());
        }
    }

    /// With a filter that harms sync headers on request.
    public static final class Mutant extends Recorded {
        Mutant(World world) {
            super(world, Map.of(), List.of(Path.of("target/test-classes"), Path.of("src/test/mutant")));
        }
    }

    /// With a contract that asks for scopes and has a tenant in a path.
    public static final class Strict extends Recorded {
        Strict(World world) {
            super(world, Map.of("portage.contract", StrictContract.write().toString()), List.of());
        }
    }

    /// With the issuer's keys in a place that counts who asks for them.
    public static final class Watched extends Recorded {
        private final KeyServer keys;

        Watched(World world) {
            this(world, new KeyServer(world::publicKeys));
        }

        private Watched(World world, KeyServer keys) {
            super(world, Map.of("portage.token.issuers[0].jwks", keys.address().toString()), List.of());
            this.keys = keys;
        }

        public KeyServer keys() {
            return keys;
        }

        @Override
        public void close() {
            super.close();
            keys.close();
        }
    }
}
