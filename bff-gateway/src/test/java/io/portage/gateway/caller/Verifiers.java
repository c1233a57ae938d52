package io.portage.gateway.caller;

import io.portage.gateway.Settings;
import io.portage.gateway.caller.revocation.Revocations;
import io.portage.gateway.caller.revocation.TestRevocations;
import java.time.InstantSource;

/// The verifier as the gateway builds it.
final class Verifiers {
    private Verifiers() {}

    static TokenVerifier of(Settings settings, InstantSource clock) {
        return of(settings, clock, TestRevocations.embedded(clock));
    }

    static TokenVerifier of(Settings settings, InstantSource clock, Revocations revocations) {
        var configuration = new CallerConfiguration();
        return configuration.tokenVerifier(configuration.tokenDecoder(settings), settings, revocations, clock);
    }
}
