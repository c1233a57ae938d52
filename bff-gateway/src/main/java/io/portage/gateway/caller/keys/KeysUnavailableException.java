package io.portage.gateway.caller.keys;

/// Whether a key is the issuer's cannot be said now: its keys could not be fetched.
public final class KeysUnavailableException extends RuntimeException {
    KeysUnavailableException() {
        super(null, null, false, false);
    }
}
