package io.portage.gateway.correlation;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Mints time-ordered ids (RFC 9562, version 7).
public final class Uuid7 {
    private final InstantSource clock;
    private final RandomGenerator random;

    public Uuid7(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public UUID next() {
        long high = (clock.millis() << 16) | 0x7000 | (random.nextLong() & 0xfff);
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
