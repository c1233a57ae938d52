package io.portage.contracttests.world;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands gateways to tests: one process of each kind for the whole run, started when first asked for.
public final class Lab implements ParameterResolver {
    private static final Map<Class<?>, Function<World, AutoCloseable>> KINDS = Map.of(
            Recorded.class, world -> new Recorded(world, Map.of(), List.of()),
            Recorded.Cramped.class, Recorded.Cramped::new,
            Recorded.Doomed.class, Recorded.Doomed::new,
            Recorded.Mutant.class, Recorded.Mutant::new,
            Recorded.Strict.class, Recorded.Strict::new,
            Recorded.Watched.class, Recorded.Watched::new,
            OnRedis.class, OnRedis::new,
            Twins.class, Twins::new,
            Stubbed.class, Stubbed::new,
            Stubbed.Remembering.class, Stubbed.Remembering::new);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return KINDS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var store = context.getRoot().getStore(Namespace.create(Lab.class));
        var world = store.computeIfAbsent(World.class, _ -> new World(), World.class);
        return gateway(store, world, parameter.getParameter().getType());
    }

    private static Object gateway(Store store, World world, Class<?> type) {
        var kind = Objects.requireNonNull(KINDS.get(type));
        return store.computeIfAbsent(type, _ -> kind.apply(world), AutoCloseable.class);
    }
}
