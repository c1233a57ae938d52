package io.portage.kong.jwks;

/// A set of keys that must not, or cannot, become Kong's; the message names the key, the value and what was expected.
public final class JwksException extends RuntimeException {
    JwksException(String message) {
        super(message);
    }
}
