package io.portage.bench.micro;

import io.portage.gateway.secrecy.Sealer;

/// Brings AES to its speed. It is fast once the second compiler has seen many calls of some length, which a megabyte at
/// a time takes minutes to make; until then it costs tens of times as much. A gateway has sealed many small answers
/// before a large one comes.
final class WarmCipher {
    private static final int CALLS = 20_000;
    private static final byte[] SMALL = new byte[1_024];

    private WarmCipher() {}

    static void use(Sealer sealer) {
        for (int i = 0; i < CALLS; i++) {
            sealer.open(sealer.seal(SMALL, SMALL), SMALL);
        }
    }
}
