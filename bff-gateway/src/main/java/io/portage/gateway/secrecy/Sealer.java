package io.portage.gateway.secrecy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// Seals bytes with AES-256-GCM under the newest key, and opens what any key of the ring has sealed. What is sealed is
/// bound to its place: moved elsewhere, it does not open.
///
/// The format: version 1, length of the key's id, the id, 12 bytes of nonce, ciphertext and tag.
public final class Sealer {
    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final KeyRing keys;
    private final RandomGenerator random;

    /// What is sealed cannot be opened: another version, an unknown key, or not what was sealed for this place.
    public static final class UnreadableException extends RuntimeException {
        UnreadableException(String message) {
            super(message, null, false, false);
        }
    }

    /// @param random makes the nonces, and must not be foreseeable
    public Sealer(KeyRing keys, RandomGenerator random) {
        this.keys = keys;
        this.random = random;
    }

    /// @param place where the result will be kept
    public byte[] seal(byte[] plain, byte[] place) {
        var id = keys.newest().getBytes(StandardCharsets.US_ASCII);
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, keys.newest(), nonce, place);
            var sealed = ByteBuffer.allocate(2 + id.length + NONCE + cipher.getOutputSize(plain.length));
            sealed.put(VERSION).put((byte) id.length).put(id).put(nonce).put(cipher.doFinal(plain));
            return sealed.array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-256-GCM", e);
        }
    }

    /// @param place where `sealed` was kept
    /// @throws UnreadableException where it does not open
    public byte[] open(byte[] sealed, byte[] place) {
        try {
            var buffer = ByteBuffer.wrap(sealed);
            byte version = buffer.get();
            if (version != VERSION) {
                throw new UnreadableException("version: " + version + " (expected: " + VERSION + ")");
            }
            var id = new byte[buffer.get()];
            buffer.get(id);
            var nonce = new byte[NONCE];
            buffer.get(nonce);
            var cipher = cipher(Cipher.DECRYPT_MODE, new String(id, StandardCharsets.US_ASCII), nonce, place);
            return cipher.doFinal(sealed, buffer.position(), buffer.remaining());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw e instanceof UnreadableException unreadable
                    ? unreadable
                    : new UnreadableException("not what was sealed for this place (expected: a sealed answer)");
        }
    }

    private Cipher cipher(int mode, String id, byte[] nonce, byte[] place) throws GeneralSecurityException {
        var key = keys.sealing().get(id);
        if (key == null) {
            throw new UnreadableException("sealed under the key " + id + " (expected: one of "
                    + keys.sealing().keySet() + ")");
        }
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place);
        return cipher;
    }
}
