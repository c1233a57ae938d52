package io.portage.gateway.caller;

import io.portage.gateway.SettingsTest;
import java.time.InstantSource;
import java.util.Map;

/// An issuer and the verifier that believes it, for tests of what asks it.
public final class TestCallers implements AutoCloseable {
    private final IdentityProvider provider = new IdentityProvider();
    private final TokenVerifier verifier;

    public TestCallers(InstantSource clock) {
        var settings = SettingsTest.bound(
                Map.of("portage.token.issuers[0].url", provider.issuer().toString()));
        verifier = Verifiers.of(settings, clock);
    }

    public TokenVerifier verifier() {
        return verifier;
    }

    /// An access token that holds for an hour of the test's time.
    public String token(String tenant, String subject) {
        return provider.token(provider.claims().claim("tenant_id", tenant).subject(subject));
    }

    @Override
    public void close() {
        provider.close();
    }
}
