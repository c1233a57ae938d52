package io.portage.bench.micro;

import io.portage.gateway.secrecy.KeyRing;
import java.util.List;

/// A key for benchmarks, which seals nothing worth sealing.
final class Keys {
    static final String ENTRY = "bench:" + "A".repeat(43) + "=";
    static final KeyRing RING = KeyRing.of(List.of(ENTRY));

    private Keys() {}
}
