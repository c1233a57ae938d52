package io.portage.stubs.identity;

import io.portage.stubs.http.Json;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// An access token as a test wants it: the defaults, changed.
///
/// @param claims claims that win over the defaults; JSON `null` removes one
/// @param header members of the JOSE header that win over the defaults; JSON `null` removes one
/// @param expiresIn life of the token, where the claims do not mention `exp`
/// @param key what signs it
public record TokenRequest(ObjectNode claims, ObjectNode header, Optional<Duration> expiresIn, Key key) {
    /// What a token is signed with.
    public enum Key {
        /// The key of the key set.
        RIGHT,
        /// A key that is not in the key set, under the id of the one that is.
        OTHER,
        /// Nothing: the token is unsigned, its algorithm `none`.
        NONE
    }

    public TokenRequest {
        claims = claims.deepCopy();
        header = header.deepCopy();
    }

    /// What `POST /__token` gives for `{}`.
    public static TokenRequest defaults() {
        return new TokenRequest(Json.object(), Json.object(), Optional.empty(), Key.RIGHT);
    }

    public TokenRequest claim(String name, String value) {
        return new TokenRequest(claims.deepCopy().put(name, value), header, expiresIn, key);
    }

    public TokenRequest without(String claim) {
        return new TokenRequest(claims.deepCopy().putNull(claim), header, expiresIn, key);
    }

    public TokenRequest expiresIn(Duration life) {
        return new TokenRequest(claims, header, Optional.of(life), key);
    }

    public TokenRequest signedWith(Key other) {
        return new TokenRequest(claims, header, expiresIn, other);
    }
}
