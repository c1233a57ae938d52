package io.portage.gateway.caller.revocation;

import io.portage.gateway.Settings;
import io.portage.gateway.secrecy.Names;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Revocations where nothing is shared.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "portage.store", havingValue = "embedded", matchIfMissing = true)
class EmbeddedRevocationsConfiguration {
    @Bean
    Revocations revocations(Settings settings, InstantSource clock, RandomGenerator randomness) {
        return new EmbeddedRevocations(
                new RevocationBoard(names(randomness), settings.token().revocationRetention(), clock));
    }

    /// Nobody else reads these names, so any key will do.
    private static Names names(RandomGenerator randomness) {
        var key = new byte[32];
        randomness.nextBytes(key);
        return new Names(new SecretKeySpec(key, "AES"));
    }
}
