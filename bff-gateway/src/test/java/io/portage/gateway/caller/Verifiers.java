package io.portage.gateway.caller;

import io.portage.gateway.Settings;
import io.portage.gateway.caller.revocation.Revocations;
import io.portage.gateway.caller.revocation.TestRevocations;
import java.time.InstantSource;

/// The verifier as the gateway builds it.
public final class Verifiers {
    private Verifiers() {}

    public static TokenDecoder decoder(Settings settings) {
        return new CallerConfiguration().tokenDecoder(settings);
    }

    static TokenVerifier of(Settings settings, InstantSource clock) {
        return of(settings, clock, TestRevocations.embedded(clock));
    }

    static TokenVerifier of(Settings settings, InstantSource clock, Revocations revocations) {
        return new CallerConfiguration().tokenVerifier(decoder(settings), settings, revocations, clock);
    }
}
