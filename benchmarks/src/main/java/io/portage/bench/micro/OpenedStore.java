package io.portage.bench.micro;

import io.portage.contract.SyncContract;
import io.portage.gateway.Settings;
import io.portage.gateway.idempotency.IdempotencyStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// A store as the gateway's own configuration puts it together, without the rest of the gateway.
final class OpenedStore implements AutoCloseable {
    private static final String STORES = "io.portage.gateway.idempotency.";
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final IdempotencyStore opened;

    /// @param store `embedded` or `redis`
    OpenedStore(String store, Map<String, String> properties, InstantSource clock) {
        var all = new HashMap<String, Object>(properties);
        all.put("portage.store", store);
        all.put("portage.keys", Keys.ENTRY);
        var environment = context.getEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("bench", all));
        context.registerBean(Settings.class, () -> Binder.get(environment).bindOrCreate("portage", Settings.class));
        context.registerBean(SyncContract.class, SyncContract::bundled);
        context.registerBean(InstantSource.class, () -> clock);
        context.registerBean(RandomGenerator.class, () -> new SecureRandom());
        context.scan("io.portage.gateway.redis", STORES + store);
        context.refresh();
        opened = context.getBean(IdempotencyStore.class);
    }

    IdempotencyStore store() {
        return opened;
    }

    @Override
    public void close() {
        context.close();
    }
}
