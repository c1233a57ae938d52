package io.portage.bench.micro;

import io.portage.gateway.secrecy.Sealer;
import java.security.SecureRandom;

/// Brings AES to its speed, once in a process. It is fast once the second compiler has seen many calls of some length,
/// which a megabyte at a time takes minutes to make; until then it costs tens of times as much. A gateway has sealed
/// many small answers before a large one comes.
final class WarmCipher {
    private static final int CALLS = 20_000;
    private static final int SEALED = sealMany();

    private WarmCipher() {}

    /// How many answers this process has sealed already.
    static int sealed() {
        return SEALED;
    }

    private static int sealMany() {
        var sealer = new Sealer(Keys.RING, new SecureRandom());
        var small = new byte[1_024];
        for (int i = 0; i < CALLS; i++) {
            sealer.open(sealer.seal(small, small), small);
        }
        return CALLS;
    }
}
