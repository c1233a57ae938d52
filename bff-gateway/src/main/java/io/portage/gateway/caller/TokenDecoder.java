package io.portage.gateway.caller;

import io.portage.gateway.caller.SignedToken.Signer;
import io.portage.gateway.caller.keys.IssuerKeys;
import io.portage.gateway.caller.keys.KeysUnavailableException;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/// From text to a token that an issuer of ours signed. The token says which issuer, and can only name one that is
/// configured.
public final class TokenDecoder {
    private final Map<String, IssuerKeys> issuers;
    private final Set<String> algorithms;

    /// @param issuers the keys of each issuer, by its exact name
    /// @param algorithms accepted algorithms
    TokenDecoder(Map<String, IssuerKeys> issuers, Set<String> algorithms) {
        this.issuers = Map.copyOf(issuers);
        this.algorithms = algorithms;
    }

    /// Completes where an issuer of ours signed that, whatever it is for; else a
    /// [io.portage.gateway.problem.RejectedException], of which `TOKEN_INVALID` is one.
    public Mono<Void> requireSigned(String text) {
        return decode(text).then();
    }

    /// The token, or a [io.portage.gateway.problem.RejectedException].
    Mono<SignedToken> decode(String text) {
        return Mono.defer(() -> decoded(CompactToken.parse(text)));
    }

    private Mono<SignedToken> decoded(CompactToken token) {
        var header = TokenHeader.of(token.header(), algorithms);
        var claims = new TokenClaims(token.claims());
        var issuer = claims.text("iss");
        var keys = issuer == null ? null : issuers.get(issuer);
        if (issuer == null || keys == null) {
            return Mono.error(
                    TokenRefusal.invalid("iss is another issuer (expected: one of " + issuers.keySet() + ")"));
        }
        return keys.key(header.key())
                .filter(key -> key.verifies(header.algorithm(), token.content(), token.signature()))
                .map(key -> new SignedToken(header, claims, issuer, new Signer(keys, header.key(), key)))
                .switchIfEmpty(Mono.error(
                        () -> TokenRefusal.invalid("not signed by the issuer with an accepted algorithm and key")))
                .onErrorMap(KeysUnavailableException.class, _ -> TokenRefusal.keysUnavailable());
    }
}
