package io.portage.gateway.settle;

import io.portage.contract.ContractReader;
import io.portage.contract.SyncContract;
import io.portage.gateway.Settings;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Names;
import io.portage.gateway.settle.Settle.Unusable;
import io.portage.gateway.settle.Settle.WrongUsage;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/// What must be known of the gateways' installation, from the same environment variables that they read. Only the
/// address of Redis is another: with the gateways' credential nobody settles.
final class Installation {
    static final String DEVELOPMENT_KEY = "local:cG9ydGFnZSBkZXZlbG9wbWVudCBrZXksIHB1YmxpYyE=";

    private static final String KEYS = "PORTAGE_KEYS";
    private static final String ADDRESS = "PORTAGE_SETTLE_REDIS_URL";
    private static final String EXPECTED =
            "(expected: redis://user:password@host:port or rediss://user:password@host:port)";
    /// Nobody's phone waits for it, and the first call loads classes.
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Map<String, String> environment;

    Installation(Map<String, String> environment) {
        this.environment = environment;
    }

    /// @param development whether the key that everybody has was asked for
    Names names(boolean development) {
        var keys = environment.getOrDefault(KEYS, "");
        if (development && !keys.isBlank()) {
            throw new WrongUsage("--development-key: " + KEYS + " is set (expected: one of the two)");
        }
        if (!development && keys.isBlank()) {
            throw new Unusable(
                    KEYS + " is not set (expected: the gateways' keys, id:base64,…; records are found by them)");
        }
        try {
            return new Names(KeyRing.of(List.of((development ? DEVELOPMENT_KEY : keys).split(",", -1)))
                    .naming());
        } catch (IllegalArgumentException e) {
            throw new Unusable(String.valueOf(e.getMessage()).replace("portage.keys", KEYS));
        }
    }

    Settings.Redis redis(@Nullable String url, @Nullable Path config) {
        if (url != null && config != null) {
            throw new WrongUsage("--redis and --redis-config (expected: one of the two)");
        }
        var address = url == null ? environment.get(ADDRESS) : url;
        if (config == null && (address == null || address.isBlank())) {
            throw new WrongUsage("no Redis: --redis, --redis-config and " + ADDRESS + " are not set " + EXPECTED);
        }
        var uri = config == null && address != null ? uri(address) : URI.create("redis://localhost");
        return new Settings.Redis(uri, config, TIMEOUT);
    }

    /// Its message never repeats the address, which holds a password.
    private static URI uri(String address) {
        try {
            var uri = new URI(address.strip());
            var known = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
            if (known && uri.getHost() != null && uri.getPort() > 0) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // answered below, like an address of something else
        }
        throw new WrongUsage("the address of Redis is none " + EXPECTED);
    }

    Retention retention() {
        var sources = new MutablePropertySources();
        sources.addLast(new SystemEnvironmentPropertySource("systemEnvironment", Map.copyOf(environment)));
        var binder = new Binder(ConfigurationPropertySources.from(sources));
        try {
            var contract = binder.bind("portage.contract", Path.class)
                    .map(ContractReader::readDirectory)
                    .orElseGet(SyncContract::bundled);
            return Retention.of(contract, binder.bindOrCreate("portage.idempotency", Settings.Idempotency.class));
        } catch (RuntimeException e) {
            throw new Unusable("the settings of the gateways cannot be read: " + e.getMessage());
        }
    }
}
