package io.portage.contracttests.world;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A gateway before the stub services, which keep state and count effects.
public sealed class Stubbed implements AutoCloseable {
    private final World world;
    private final GatewayProcess gateway;

    Stubbed(World world) {
        this(world, Map.of());
    }

    private Stubbed(World world, Map<String, String> settings) {
        this.world = world;
        var properties = new HashMap<>(world.properties());
        properties.putAll(world.serviceProperties());
        properties.putAll(settings);
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

    /// With a contract that lets the last good answer of a FHIR projection be shown for an hour.
    public static final class Remembering extends Stubbed {
        private static final String VALIDATED = "    projection: validated\n";
        private static final String LAST_GOOD =
                "    projection: { stale-if-error: PT1H," + " patient: { segment: Patient, parameters: [patient] } }\n";

        Remembering(World world) {
            super(world, Map.of("portage.contract", contract().toString()));
        }

        private static Path contract() {
            return EditedContract.write("patient-portal", text -> EditedContract.replaced(text, VALIDATED, LAST_GOOD));
        }
    }
}
