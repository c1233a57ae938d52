package io.portage.gateway.secrecy;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Entries of `portage.keys` for tests.
final class TestKeys {
    private TestKeys() {}

    /// 32 bytes, all the same.
    static byte[] bytes(int filledWith) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) filledWith);
        return bytes;
    }

    static String entry(String id, int filledWith) {
        return id + ":" + Base64.getEncoder().encodeToString(bytes(filledWith));
    }

    static KeyRing ring(String... entries) {
        return KeyRing.of(List.of(entries));
    }
}
