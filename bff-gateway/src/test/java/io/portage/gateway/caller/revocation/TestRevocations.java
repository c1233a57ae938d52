package io.portage.gateway.caller.revocation;

import io.portage.gateway.Settings;
import io.portage.gateway.SettingsTest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/// Revocations for tests of those who ask them.
public final class TestRevocations {
    private TestRevocations() {}

    /// As the gateway has them without Redis.
    public static Revocations embedded(InstantSource clock) {
        Settings settings = SettingsTest.bound(Map.of());
        return new EmbeddedRevocationsConfiguration().revocations(settings, clock, new SecureRandom());
    }
}
