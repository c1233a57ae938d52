package io.portage.kong.render;

import io.portage.kong.jwks.Keys;
import java.util.List;

/// The one consumer that every token of the realm is to Kong, with the realm's keys.
final class Realm {
    private Realm() {}

    static Tree consumer(Keys keys) {
        var tags = keys.isPlaceholder() ? List.of("placeholder-key", "portage") : List.of("portage");
        return new Tree()
                .put("username", "keycloak")
                .put("tags", List.of("portage"))
                .put(
                        "jwt_secrets",
                        keys.keys().stream()
                                .map(key -> new Tree()
                                        .put("key", key.kid())
                                        .put("algorithm", key.algorithm())
                                        .put("rsa_public_key", key.pem())
                                        .put("tags", tags))
                                .toList());
    }
}
